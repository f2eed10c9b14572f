import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { get } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect } from "chai";
import { temporaryFolder } from "../../../support/temporary-folder";
import { LeaseTable } from "./lease-table";
import { AGENT, skipWithoutPython } from "./python";

describe("a running lease agent", () => {
  before(skipWithoutPython);
  let table: LeaseTable;
  let agent: ChildProcess;
  let writable: () => Promise<{ status: number; body: Record<string, unknown> }>;
  let url: string;

  async function run(environment: Record<string, string>): Promise<void> {
    const endpoint = await table.start();
    agent = spawn("python3", ["-B", AGENT], {
      env: {
        PATH: process.env.PATH,
        REGION: "us-east-1",
        LEASE_TABLE: "lease",
        LEASE_REGIONS: "us-east-2,us-west-2",
        LEASE_PORT: "0",
        LEASE_RENEW_SECONDS: "0.02",
        AWS_ENDPOINT_URL_DYNAMODB: `${endpoint}/{region}`,
        AWS_EC2_METADATA_SERVICE_ENDPOINT: endpoint,
        ...environment,
      },
      stdio: ["ignore", "pipe", "ignore"],
    });
    if (agent.stdout === null) throw new Error("the agent has no output");
    const [line] = (await once(createInterface(agent.stdout), "line")) as [string];
    url = `http://127.0.0.1:${/port (\d+)$/.exec(line)?.[1]}`;
    writable = async () => {
      const response = await fetch(`${url}/writable`);
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    };
  }

  beforeEach(() => {
    table = new LeaseTable();
  });

  afterEach(async () => {
    agent.kill("SIGKILL");
    await once(agent, "exit");
    await table.stop();
  });

  it("serves /writable while its region holds the lease, and renews; stops at once when it does not", async () => {
    table.holds("us-east-1", 7);
    await run({});
    await table.isAsked(6);
    expect(await writable()).to.have.property("status", 200);
    expect((await writable()).body).to.include({ writable: true, active: "us-east-1", epoch: "7" });
    const renewal = table.asked.find(({ operation }) => operation === "UpdateItem");
    expect(renewal?.payload.Key).to.deep.equal({ pk: { S: "renewal#us-east-1" } });
    expect(renewal?.payload.ExpressionAttributeValues).to.have.deep.property(":epoch", { N: "7" });
    const read = table.asked.find(({ operation }) => operation === "GetItem");
    expect(read?.payload).to.deep.include({ ConsistentRead: true, Key: { pk: { S: "lease" } } });

    table.holds("us-west-1", 8);
    await table.isAsked(3);
    expect(await writable()).to.have.property("status", 503);
    const renewals = table.asked.filter(({ operation }) => operation === "UpdateItem").length;
    await table.isAsked(3);
    expect(table.asked.filter(({ operation }) => operation === "UpdateItem")).to.have.length(renewals);
  });

  it("publishes the lease that it uses, and keeps a longer one that another agent published", async () => {
    table.holds("us-east-1", 7);
    await run({ LEASE_SECONDS: "20" });
    await table.isAsked(3);
    const renewals = () => table.asked.filter(({ operation }) => operation === "UpdateItem");
    expect(renewals()[0]?.payload.ExpressionAttributeValues).to.have.deep.property(":seconds", { N: "20.0" });
    table.longerLeaseRecorded = true;
    await table.isAsked(6);
    const last = renewals().findLast(({ payload }) => !(":seconds" in (payload.ExpressionAttributeValues ?? {})));
    expect(last?.payload.UpdateExpression).to.equal("SET epoch = :epoch, renewedAt = :at");
  });

  it("calls the next lease region when the nearest fails, with the instance role's credentials", async () => {
    table.holds("us-east-1", 7);
    table.broken.add("us-east-2");
    await run({});
    await table.isAsked(8);
    expect(await writable()).to.have.property("status", 200);
    expect(new Set(table.asked.map(({ region }) => region))).to.deep.equal(new Set(["us-east-2", "us-west-2"]));
    expect(table.asked[0]?.authorization).to.match(/Credential=ROLEKEY\/\d{8}\/us-east-2\/dynamodb\/aws4_request/);
    expect(table.metadata.slice(0, 3)).to.deep.equal([
      "PUT /latest/api/token",
      "GET /latest/meta-data/iam/security-credentials/",
      "GET /latest/meta-data/iam/security-credentials/web",
    ]);
  });

  it("refuses when no lease region has answered for the lease's time, and permits again when one does", async () => {
    table.holds("us-east-1", 7);
    await run({ LEASE_SECONDS: "0.3", AWS_ACCESS_KEY_ID: "ENVKEY", AWS_SECRET_ACCESS_KEY: "secret" });
    await table.isAsked(4);
    expect(table.asked[0]?.authorization).to.match(/Credential=ENVKEY/);
    for (const region of ["us-east-2", "us-west-2"]) table.broken.add(region);
    while ((await writable()).status === 200) await table.isAsked(1);
    expect((await writable()).body).to.include({ writable: false, seconds: 0 });
    table.broken.clear();
    while ((await writable()).status === 503) await table.isAsked(1);
  });

  it("answers 200 requests at once, none of which fails", async () => {
    table.holds("us-east-1", 7);
    await run({});
    await table.isAsked(3);
    const statuses = await Promise.all(Array.from({ length: 200 }, async () => (await writable()).status));
    expect(statuses).to.deep.equal(Array.from({ length: 200 }, () => 200));
  });

  it("answers on a Unix socket too, for containers", async () => {
    table.holds("us-east-1", 7);
    const socketPath = join(temporaryFolder("agent"), "lease.sock");
    await run({ LEASE_SOCKET: socketPath });
    await table.isAsked(3);
    const status = await new Promise((resolve, reject) => {
      get({ socketPath, path: "/writable" }, (response) => resolve(response.resume().statusCode)).on("error", reject);
    });
    expect(status).to.equal(200);
  });

  it("answers nothing else", async () => {
    await run({});
    expect((await fetch(`${url}/`)).status).to.equal(404);
  });
});
