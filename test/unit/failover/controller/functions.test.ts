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
  });

  /** Both sites have had no answer from the active region for a while. */
  function activeIsDown() {
    const since = { epoch: number(4), at: number(Date.now()), downSince: number(Date.now() - 300_000) };
    Object.assign(surroundings.items, {
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

  it("tell a call's outcome with when the step was begun", async () => {
    const event = { action: "advance", run: "r", step: "gate" } as const;
    const first = await step({ ...event, begunAt: null });
    expect(first).to.deep.include({ state: "failed", reason: "run r is in no journal" });
    expect(await step({ ...event, begunAt: 7 })).to.deep.include({ begunAt: 7 });
  });

  it("conclude what the machine says of the journal", async () => {
    expect(await rejection(step({ action: "conclude", run: "r" }))).to.have.property("name", "Refused");
    const plan = { run: "r", mode: "rehearse", from: "us-east-1", to: "us-west-1", epoch: 4 };
    surroundings.items["run#r"] = { plan: { S: JSON.stringify(plan) } };
    expect(await step({ action: "conclude", run: "r" })).to.deep.include({ run: "r", outcome: "failed" });
  });

  it("look at the active region from a site", async () => {
    expect(await observe()).to.deep.include({ site: "us-west-1", epoch: 4, downSince: null });
  });

  it("keep things in order once a minute, where their region is active", async () => {
    const asStandby = (await step({ action: "reconcile" })) as { what: string }[];
    expect(asStandby.map(({ what }) => what)).to.deep.equal(["own fence"]);
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

  it("start a failover once an epoch when the quorum says that the active region is lost", async () => {
    activeIsDown();
    expect(await detect()).to.deep.include({ lost: true, started: true });
    expect(await detect()).to.deep.include({ lost: true, started: false });
    expect(surroundings.started.map(({ name }) => name)).to.deep.equal(["automatic-epoch-4"]);
    expect(JSON.parse(surroundings.started[0]?.input ?? "")).to.deep.include({ mode: "failover", to: "us-west-1" });
  });

  it("start nothing where people do, nor when the standby does not answer either", async () => {
    activeIsDown();
    surroundings.alive = [];
    expect((await detect()).reason).to.match(/but us-west-1 does not answer either$/);
    surroundings.alive = ["us-west-1"];
    delete process.env.REDOUBT_STATE_MACHINE;
    expect(await detect()).to.deep.include({ lost: true, started: false });
    expect(surroundings.started).to.deep.equal([]);
  });
});
