import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { detect } from "../../../../failover/controller/detect";
import type { ControllerEnvironment } from "../../../../failover/controller/environment";
import { observe } from "../../../../failover/controller/observe";
import { step } from "../../../../failover/controller/step";
import { encodeLease, type Item } from "../../../../failover/protocol/lease-item";
import { leaseOf } from "../../../support/leases";
import { rejection } from "../adapters/aws/rejection";
import { deployment } from "../adapters/aws/stand-ins";

type Items = Record<string, Item>;

/** DynamoDB, Step Functions and the application behind the edge, on loopback, as far as the functions ask them. */
class Surroundings {
  items: Items = {};
  /** Regions whose application answers. */
  alive: string[] = [];
  readonly started: { name: string; input: string }[] = [];
  /** Whether an execution is running. */
  running = false;
  private readonly server: Server;

  constructor() {
    this.server = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      const target = String(request.headers["x-amz-target"] ?? "").split(".")[1];
      const [, region = ""] = /\/redoubt\/at\/([^/]+)\//.exec(request.url ?? "") ?? [];
      const answer = (status: number, value: unknown) => response.writeHead(status).end(JSON.stringify(value));
      if (target === "GetItem") return answer(200, { Item: this.items[JSON.parse(body).Key.pk.S] });
      if (target === "UpdateItem") return answer(200, {});
      if (target === "StartExecution") {
        const { name, input } = JSON.parse(body);
        if (this.started.some((execution) => execution.name === name)) {
          return answer(400, { __type: "ExecutionAlreadyExists", message: "taken" });
        }
        this.started.push({ name, input });
        return answer(200, { executionArn: "arn:execution", startDate: 0 });
      }
      if (target === "ListExecutions") return answer(200, { executions: this.running ? [{}] : [] });
      return this.alive.includes(region) ? answer(200, { region, marker: null }) : answer(503, {});
    });
  }

  async start(): Promise<string> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }
}

const number = (value: number) => ({ N: String(value) });
const lease = (active: string) => encodeLease(leaseOf(active, { epoch: 4 }));

describe("controller functions", () => {
  const environment = { ...process.env };
  const surroundings = new Surroundings();

  before(async () => {
    const url = await surroundings.start();
    const told: ControllerEnvironment = {
      REDOUBT_DEPLOYMENT: JSON.stringify({ ...deployment, url }),
      REDOUBT_HOME: "us-west-1",
      REDOUBT_OTHER_SITE: "us-east-2",
      REDOUBT_STATE_MACHINE: "arn:aws:states:us-west-1:123456789012:stateMachine:controller",
      REDOUBT_TRIGGER: "automatic",
    };
    Object.assign(process.env, told, {
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
    });
  });
  after(async () => {
    process.env = environment;
    await surroundings.stop();
  });
  beforeEach(() => {
    surroundings.items = { lease: lease("us-east-1") };
    surroundings.alive = ["us-east-1", "us-west-1"];
    surroundings.started.length = 0;
    surroundings.running = false;
    process.env.REDOUBT_TRIGGER = "automatic";
  });

  /** Both sites have had no answer from the active region for a while, and its database acknowledges no beat. */
  function activeIsDown(seconds = 170) {
    const since = { epoch: number(4), at: number(Date.now()), downSince: number(Date.now() - seconds * 1000) };
    Object.assign(surroundings.items, {
      "acknowledged#us-east-1": { epoch: number(4), at: number(Date.now() - seconds * 1000) },
      "observation#us-west-1": since,
      "observation#us-east-2": since,
    });
    surroundings.alive = ["us-west-1"];
  }

  it("make a plan for their own region alone", async () => {
    const request = { mode: "failover", to: "us-east-1", by: "operator" } as const;
    expect((await rejection(step({ action: "plan", request }))).message).to.equal(
      "to: got us-east-1; this controller makes us-west-1 active",
    );
  });

  it("resume a run that a command has planned", async () => {
    expect((await rejection(step({ action: "plan", request: { run: "r" } }))).message).to.equal(
      "run r: is not in the journal",
    );
    const plan = { run: "r", mode: "failover", to: "us-west-1", expirySeconds: 40.4 };
    surroundings.items["run#r"] = { plan: { S: JSON.stringify(plan) } };
    expect(await step({ action: "plan", request: { run: "r" } })).to.deep.equal({
      run: "r",
      mode: "failover",
      expirySeconds: 41,
    });
    surroundings.items["run#r"] = { plan: { S: JSON.stringify({ ...plan, to: "us-east-1" }) } };
    expect((await rejection(step({ action: "plan", request: { run: "r" } }))).message).to.match(/^to: got us-east-1/);
  });

  it("tell a call's outcome with when the step was begun", async () => {
    const event = { action: "advance", run: "r", step: "gate" } as const;
    const first = await step({ ...event, begunAt: null });
    expect(first).to.deep.include({ state: "failed", reason: "run r is in no journal" });
    expect(await step({ ...event, begunAt: 7 })).to.deep.include({ begunAt: 7 });
  });

  it("conclude with the machine's outcome of the journal", async () => {
    expect(await rejection(step({ action: "conclude", run: "r" }))).to.have.property("name", "Refused");
    const before = leaseOf("us-east-1", { epoch: 4 });
    const plan = { run: "r", mode: "rehearse", from: "us-east-1", to: "us-west-1", epoch: 4, before };
    surroundings.items["run#r"] = { plan: { S: JSON.stringify(plan) } };
    expect(await step({ action: "conclude", run: "r" })).to.deep.include({ run: "r", outcome: "failed" });
    surroundings.items.lease = encodeLease(leaseOf("us-east-1", { epoch: 5, run: "other" }));
    expect(await step({ action: "conclude", run: "r" })).to.deep.include({ run: "r", outcome: "superseded" });
  });

  it("probe the active region from a site", async () => {
    expect(await observe()).to.deep.include({ site: "us-west-1", epoch: 4, downSince: null });
  });

  it("reconcile once a minute in the active region", async () => {
    const asStandby = (await step({ action: "reconcile" })) as { what: string }[];
    expect(asStandby.map(({ what }) => what)).to.deep.equal(["quarantine", "own fence"]);
    surroundings.items.lease = encodeLease(leaseOf("us-west-1", { epoch: 4, quarantined: ["us-east-1"] }));
    const tasks = (await step({ action: "reconcile" })) as { what: string; region: string; fault?: string }[];
    expect(tasks.map(({ what, region }) => [what, region])).to.deep.include.members([
      ["own fence", "us-west-1"],
      ["fence", "us-east-1"],
    ]);
    // Nothing of EC2 answers here: each task reports its fault, and none stops another.
    expect(tasks.every(({ fault }) => fault !== undefined)).to.equal(true);
  });

  it("leave a healthy active region alone, and their own", async () => {
    expect(await detect()).to.deep.include({ lost: false, started: false });
    surroundings.items.lease = lease("us-west-1");
    expect(await detect()).to.deep.include({ lost: false, reason: "us-west-1 is active itself" });
    expect(surroundings.started).to.deep.equal([]);
  });

  it("start a failover when the active region is lost, and again later if it was refused", async () => {
    activeIsDown();
    expect(await detect()).to.deep.include({ lost: true, started: true });
    expect(await detect()).to.deep.include({ lost: true, started: false });
    expect(surroundings.started.map(({ name }) => name)[0]).to.match(/^automatic-epoch-4-\d+$/);
    expect(JSON.parse(surroundings.started[0]?.input ?? "")).to.deep.include({
      mode: "failover",
      to: "us-west-1",
      epoch: 4,
    });
    // Five minutes later the name of the refused execution no longer counts; one that is running does.
    surroundings.started.length = 0;
    surroundings.running = true;
    expect(await detect()).to.deep.include({ started: false });
    surroundings.running = false;
    expect(await detect()).to.deep.include({ started: true });
  });

  it("let the standby that would lose least go first, and follow when it does not", async () => {
    const regions = { ...deployment.regions, "eu-west-1": { cidr: "10.30.0.0/16" } };
    const url = process.env.AWS_ENDPOINT_URL;
    process.env.REDOUBT_DEPLOYMENT = JSON.stringify({ ...deployment, regions, url });
    const replayed = (at: number) => ({ epoch: number(4), at: number(at), readAt: number(at) });
    try {
      activeIsDown();
      surroundings.items["replayed#us-west-1"] = replayed(1000);
      surroundings.items["replayed#eu-west-1"] = replayed(2000);
      expect((await detect()).reason).to.match(/; eu-west-1 would lose less and goes first$/);
      expect(surroundings.started).to.deep.equal([]);
      activeIsDown(301);
      expect(await detect()).to.deep.include({ started: true });
      surroundings.started.length = 0;
      activeIsDown();
      surroundings.items["replayed#us-west-1"] = replayed(3000);
      expect(await detect()).to.deep.include({ started: true });
    } finally {
      process.env.REDOUBT_DEPLOYMENT = JSON.stringify({ ...deployment, url });
    }
  });

  it("resume a run to their own region that nobody carries out, from every role of the region", async () => {
    const createdAt = Date.now() - 600_000;
    const journalOf = (to: string) => ({
      plan: { S: JSON.stringify({ run: "r", mode: "failover", from: "us-east-1", to, createdAt }) },
      entries: { M: {} },
    });
    surroundings.items.lease = encodeLease(leaseOf("us-west-1", { epoch: 5, writes: "held", run: "r" }));
    surroundings.items["run#r"] = journalOf("us-west-1");
    expect(await detect()).to.deep.include({ started: true });
    expect(surroundings.started.map(({ input }) => JSON.parse(input))).to.deep.equal([{ run: "r" }]);
    expect(surroundings.started[0]?.name).to.match(/^r-resumed-\d+$/);
    surroundings.started.length = 0;
    surroundings.running = true;
    expect(await detect()).to.deep.include({ started: false });
    surroundings.running = false;
    surroundings.items["run#r"] = journalOf("us-east-1");
    expect(await detect()).to.deep.include({ started: false });
  });

  it("start nothing where people do, nor when the standby does not answer either", async () => {
    activeIsDown();
    surroundings.alive = [];
    expect((await detect()).reason).to.match(/but us-west-1 does not answer either$/);
    surroundings.alive = ["us-west-1"];
    process.env.REDOUBT_TRIGGER = "manual";
    expect(await detect()).to.deep.include({ lost: true, started: false });
    expect(surroundings.started).to.deep.equal([]);
  });
});
