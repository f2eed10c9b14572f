import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect } from "chai";
import { installLeaseAgent } from "../../../../failover/lease-agent/install";
import { LeaseTable } from "./lease-table";

const AGENT = join(__dirname, "../../../../failover/lease-agent/agent.py");

/** Runs Python with the agent's names in scope; gives what it prints, as JSON. */
function python(code: string): unknown {
  const setup = `import json, sys; sys.dont_write_bytecode = True; sys.path.insert(0, ${JSON.stringify(join(AGENT, ".."))}); from agent import *`;
  const { stdout, stderr, status } = spawnSync("python3", ["-c", `${setup}\n${code}`], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

describe("lease agent", () => {
  before(function () {
    if (spawnSync("python3", ["--version"]).status === 0) return;
    process.stdout.write("      skipped: there is no python3 on this machine\n");
    this.skip();
  });

  it("follows what it read for the lease's time, counted from before the read was sent", () => {
    const answers = python(`
agent = Agent("east", 30, "refuse")
agent.saw({"active": "east", "epoch": "4", "writes": "open"}, 100.0)
print(json.dumps([agent.answer(at) for at in (100, 129.999, 130, 500)]))`);
    expect(answers).to.deep.equal([
      { writable: true, region: "east", active: "east", epoch: "4", seconds: 30 },
      { writable: true, region: "east", active: "east", epoch: "4", seconds: 0.001 },
      { writable: false, region: "east", active: "east", epoch: "4", seconds: 0 },
      { writable: false, region: "east", active: "east", epoch: "4", seconds: 0 },
    ]);
  });

  it("refuses at once where the lease is another's, held, missing or was never read, whatever silence means", () => {
    const answers = python(`
def answer(lease, silence):
    agent = Agent("east", 30, silence)
    if lease is not None: agent.saw(lease, 0.0)
    return [agent.answer(1)["writable"], agent.answer(100)["writable"]]
leases = [None, {}, {"active": "west", "writes": "open"}, {"active": "east", "writes": "held"}]
print(json.dumps([answer(lease, silence) for lease in leases for silence in ("refuse", "serve")]))`);
    expect(answers).to.deep.equal(Array.from({ length: 8 }, () => [false, false]));
  });

  it("keeps its last answer without an answer of the table, if configured to serve", () => {
    const answers = python(`
agent = Agent("east", 30, "serve")
agent.saw({"active": "east", "epoch": "4", "writes": "open"}, 0.0)
print(json.dumps([agent.answer(at)["writable"] for at in (1, 100)]))`);
    expect(answers).to.deep.equal([true, true]);
  });

  it("signs as AWS's published examples do, and as its SDK does with a session token and a body", () => {
    // "get-vanilla" and "post-vanilla" of AWS's Signature Version 4 test suite; the third was made with @smithy/signature-v4.
    const signatures = python(`
keys = {"id": "AKIDEXAMPLE", "secret": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"}
suite = [sign(method, "https://example.amazonaws.com/", {}, b"", "us-east-1", "service", keys, "20150830T123600Z") for method in ("GET", "POST")]
headers = {"content-type": "application/x-amz-json-1.0", "x-amz-target": "DynamoDB_20120810.GetItem"}
session = {"id": "AKID", "secret": "sec", "token": "tok"}
suite.append(sign("POST", "http://127.0.0.1:1234/us-west-2", headers, b'{"a":1}', "us-west-2", "dynamodb", session, "20260102T030405Z"))
print(json.dumps([signed["authorization"].split("Signature=")[1] for signed in suite]))`);
    expect(signatures).to.deep.equal([
      "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
      "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
      "7c235b188009a885440120489750978c97e5da7ab52bdcf03403aec767d7aa05",
    ]);
  });

  it("opens the path in the active region and in a standby, and closes it in a former writer and without a valid lease", () => {
    const open = python(`
def at(region, lease, when=1, silence="refuse"):
    agent = Agent(region, 30, silence, 5)
    if lease is not None: agent.saw(lease, 0.0)
    return agent.path_open(when)
lease = {"active": "east", "epoch": "4", "writes": "open", "lastWriter": "east", "quarantined": ["south"]}
held = {**lease, "active": "west", "writes": "held"}
print(json.dumps({
    "active": at("east", lease), "standby": at("west", lease), "quarantined": at("south", lease),
    "last writer once the lease was acquired for another region": at("east", held), "target of the run": at("west", held),
    "held in the active region": at("east", {**lease, "writes": "held"}),
    "within the margin": at("east", lease, 25.1), "before the margin": at("east", lease, 24.9),
    "standby without a valid lease": at("west", lease, 31), "never read": at("east", None), "no lease": at("east", {}),
    "serve on silence": at("east", lease, 500, "serve"),
    "seconds of the item": at("east", {**lease, "leaseSeconds": "60"}, 54),
}))`);
    expect(open).to.deep.equal({
      active: true,
      standby: true,
      quarantined: false,
      "last writer once the lease was acquired for another region": false,
      "target of the run": true,
      "held in the active region": false,
      "within the margin": false,
      "before the margin": true,
      "standby without a valid lease": false,
      "never read": false,
      "no lease": false,
      "serve on silence": true,
      "seconds of the item": true,
    });
  });

  it("reads several times within a lease, also a short one that the margin shortens further", () => {
    const pauses = python(`
def pause(seconds, margin, lease=None):
    agent = Agent("east", seconds, "refuse", margin)
    if lease is not None: agent.saw(lease, 0.0)
    return agent.pause(5)
print(json.dumps([pause(30, 5), pause(10, 5), pause(30, 5, {"leaseSeconds": "10"}), pause(10, 5, {"leaseSeconds": "60"})]))`);
    expect(pauses).to.deep.equal([5, 1.25, 1.25, 5]);
  });

  it("reads every kind of attribute that the lease item has", () => {
    const item = python(`
item = {"active": {"S": "east"}, "epoch": {"N": "4"}, "quarantined": {"L": [{"S": "west"}]}, "timing": {"M": {"leaseSeconds": {"N": "30"}}}}
print(json.dumps({name: plain(value) for name, value in item.items()}))`);
    expect(item).to.deep.equal({ active: "east", epoch: "4", quarantined: ["west"], timing: { leaseSeconds: "30" } });
  });

  it("calls the lease region that answered last first, so that a silent region costs one time-out", () => {
    const asked = python(`
table = Table({"LEASE_TABLE": "lease", "LEASE_REGIONS": "a,b,c"})
asked = []
def call(region, operation, payload):
    asked.append(region)
    if region == "a": raise OSError("timed out")
    return {}
table.call = call
for _ in range(3): table.read()
print(json.dumps(asked))`);
    expect(asked).to.deep.equal(["a", "b", "b", "b"]);
  });

  it("refuses writes where the path could not be closed or opened", () => {
    const answers = python(`
agent = Agent("east", 30, "refuse")
agent.saw({"active": "east", "epoch": "4", "writes": "open"}, 0.0)
agent.enforced = False
print(json.dumps(agent.answer(1)["writable"]))`);
    expect(answers).to.equal(false);
  });

  describe("running", () => {
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
      const socketPath = join(mkdtempSync(join(tmpdir(), "redoubt-agent-")), "lease.sock");
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

  it("is installed by a shell script that bash accepts and that fits user data", () => {
    const script = installLeaseAgent();
    expect(spawnSync("bash", ["-n"], { input: script }).status).to.equal(0);
    expect(Buffer.byteLength(script)).to.be.below(10 * 1024);
    const modules = [...script.matchAll(/<<'LEASE_AGENT' \| gunzip > (\S+)\n([\s\S]*?)\nLEASE_AGENT\n/g)];
    const installed = modules.map(([, path, encoded]) => {
      const { stdout } = spawnSync("bash", ["-c", "base64 -d | gunzip"], { input: encoded, encoding: "utf8" });
      return [path, stdout];
    });
    const source = (file: string) => readFileSync(join(AGENT, "..", file), "utf8");
    expect(installed).to.deep.equal([
      ["/opt/redoubt/lease-agent.py", source("agent.py")],
      ["/opt/redoubt/aws_requests.py", source("aws_requests.py")],
      ["/opt/redoubt/database_path.py", source("database_path.py")],
    ]);
  });

  it("is installed as the same bytes on every machine, since a changed launch template replaces instances", () => {
    const encoded = /<<'LEASE_AGENT' .*\n([\s\S]*?)\nLEASE_AGENT\n/.exec(installLeaseAgent())?.[1] ?? "";
    const header = [...Buffer.from(encoded, "base64").subarray(0, 10)];
    expect(header).to.deep.equal([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3], "no time, level 9, a fixed operating system");
    expect(installLeaseAgent()).to.equal(installLeaseAgent());
  });

  it("closes the path before it starts and after it ends, at boot, and when the watchdog ends it", () => {
    const script = installLeaseAgent();
    for (const line of [
      "ExecStartPre=+/usr/bin/python3 /opt/redoubt/lease-agent.py close",
      "ExecStopPost=+/usr/bin/python3 /opt/redoubt/lease-agent.py close",
      "WatchdogSignal=SIGKILL",
      "Before=network-pre.target",
      "ManageForeignRoutes=no",
    ]) {
      expect(script).to.include(`\n${line}\n`);
    }
    const seconds = (name: string) => Number(new RegExp(`${name}=(\\d+)`).exec(script)?.[1]);
    // A frozen agent is killed and the path closed before the lease's own end.
    expect(seconds("LEASE_MARGIN_SECONDS")).to.be.greaterThan(seconds("WatchdogSec"));
  });
});
