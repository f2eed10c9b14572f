import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect } from "chai";
import { AGENT, skipWithoutPython } from "./python";

/** Runs Python with the agent's names in scope; gives what it prints, as JSON. */
function python(code: string): unknown {
  const setup = `import json, sys; sys.dont_write_bytecode = True; sys.path.insert(0, ${JSON.stringify(join(AGENT, ".."))}); from agent import *`;
  const { stdout, stderr, status } = spawnSync("python3", ["-c", `${setup}\n${code}`], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

describe("lease agent", () => {
  before(skipWithoutPython);

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

  it("follows a lease that was moved, and keeps what it read last until the other table has it", () => {
    const seen = python(`
table = Table({"LEASE_TABLE": "one", "LEASE_REGIONS": "west,east", "REGION": "east"})
moved = {"active": {"S": "east"}, "epoch": {"N": "5"}, "writes": {"S": "held"},
         "movedTo": {"M": {"table": {"S": "two"}, "regions": {"L": [{"S": "north"}, {"S": "east"}]}}}}
lease = {"active": {"S": "east"}, "epoch": {"N": "4"}, "writes": {"S": "open"}, "lastWriter": {"S": "east"}}
items, calls = {"one": lease}, []
def call(region, operation, payload):
    calls.append(f"{operation} {table.name} {region}")
    return {"Item": items[table.name]} if operation == "GetItem" and table.name in items else {}
table.call = call
agent = Agent("east", 30, "refuse", 5)
reasons = [poll(agent, table)]
items["one"] = moved
calls.clear()
reasons.append(poll(agent, table))
between = [agent.seen[0]["epoch"], agent.path_open(now())]
items["two"] = {**lease, "epoch": {"N": "5"}}
reasons.append(poll(agent, table))
print(json.dumps({"reasons": reasons, "between": between, "after": [agent.seen[0]["epoch"], agent.path_open(now())], "calls": calls}))`);
    expect(seen).to.deep.equal({
      reasons: [null, "OSError: two: the lease is being moved to it", null],
      between: ["4", true],
      after: ["5", true],
      calls: ["GetItem one west", "GetItem two east", "GetItem two east", "UpdateItem two east"],
    });
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
});
