import { expect } from "chai";
import { compareUnavailable, refusedExistence, unavailableIn } from "../../../../automation/lost/changes";
import type { Goal } from "../../../../automation/lost/goals";
import { recordsOfExport } from "../../../../resources/from-stack-export";
import { UNKNOWN_VALUE } from "../../../../resources/unknown";

const lost = ["us-east-1"];
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "…" };

/** A role in the state, which needs us-east-1, and a log group of a region that is available. */
function recordsWith(inputs: Record<string, unknown>) {
  const urn = (type: string, name: string) => `urn:pulumi:dr::redoubt::${type}::${name}`;
  return recordsOfExport([
    { urn: urn("aws:iam/role:Role", "tier"), type: "aws:iam/role:Role", inputs },
    { urn: urn(LOG_GROUP, "logs"), type: LOG_GROUP, inputs: { region: "us-west-1" } },
  ]);
}
const goalWith = (inputs: Goal["inputs"], ignoreChanges: string[] = []): Goal => ({
  type: "aws:iam/role:Role",
  name: "tier",
  inputs,
  ignoreChanges,
});
const logs: Goal = {
  type: LOG_GROUP,
  name: "logs",
  inputs: { region: "us-west-1", retentionInDays: 1 },
  ignoreChanges: [],
};

const compare = (recorded: Record<string, unknown>, ...goals: Goal[]) =>
  compareUnavailable([logs, ...goals], recordsWith(recorded), lost);

describe("automation/lost/changes", () => {
  it("finds the resources of a state that need a lost region", () => {
    expect(unavailableIn(recordsWith({}), lost).map(({ name, needs }) => [name, needs])).to.deep.equal([
      ["tier", "IAM in us-east-1"],
    ]);
    expect(unavailableIn(recordsWith({}), [])).to.deep.equal([]);
  });

  it("finds no change where only defaults, generated names and computed tags differ", () => {
    const recorded = {
      __defaults: ["path"],
      path: "/",
      name: "tier-1a2b3c4",
      tagsAll: { a: "1" },
      tags: { a: "1" },
      maxSessionDuration: "3600",
      policies: [{ __defaults: ["name"], name: "one", policy: "{}" }],
      password: secret,
      description: null,
    };
    const goal = goalWith({
      tags: { a: "1" },
      maxSessionDuration: 3600,
      policies: [{ policy: "{}" }],
      password: { ...secret, value: "x" },
      managedPolicyArns: [],
    });
    expect(compare(recorded, goal)).to.deep.equal({ refused: [], deferred: new Map() });
  });

  it("puts off a change of tags alone", () => {
    const { deferred, refused } = compare({ tags: { role: "standby" } }, goalWith({ tags: { role: "active" } }));
    expect(refused).to.deep.equal([]);
    expect([...deferred.values()]).to.deep.equal([["tags"]]);
  });

  for (const [title, recorded, inputs, properties] of [
    ["a changed input", { policy: "{}" }, { policy: "{1}", tags: {} }, ["policy"]],
    ["a removed input", { boundary: "arn" }, {}, ["boundary"]],
    ["an added item", { arns: ["a"] }, { arns: ["a", "b"] }, ["arns"]],
    ["a removed key", { trust: { a: 1, b: 2 } }, { trust: { a: 1 } }, ["trust"]],
  ] as const) {
    it(`refuses ${title}`, () => {
      const { refused } = compare(recorded, goalWith(inputs));
      expect(refused).to.deep.equal([
        { type: "aws:iam/role:Role", name: "tier", operation: "update", properties, needs: "IAM in us-east-1" },
      ]);
    });
  }

  it("refuses a value that only the update would show, and permits one that the engine ignores", () => {
    const unknown = { arn: UNKNOWN_VALUE };
    expect(compare({ arn: "a" }, goalWith(unknown)).refused).to.have.length(1);
    expect(compare({ arn: "a" }, goalWith(unknown, ["arn"])).refused).to.deep.equal([]);
  });

  it("refuses a resource that would be created or deleted", () => {
    const created = compare({}, goalWith({}), { ...goalWith({}), name: "other" });
    expect(created.refused).to.deep.equal([
      { type: "aws:iam/role:Role", name: "other", operation: "create", properties: [], needs: "IAM in us-east-1" },
    ]);
    expect(compare({}).refused).to.deep.equal([
      { type: "aws:iam/role:Role", name: "tier", operation: "delete", properties: [], needs: "IAM in us-east-1" },
    ]);
  });

  it("refuses to create, replace or delete what has DNS records of its service, and permits its changes", () => {
    const type = "aws:lb/loadBalancer:LoadBalancer";
    const change = (name: string, operation: "create" | "update" | "create-replacement" | "replace" | "delete") => ({
      name,
      operation,
      type,
    });
    const changes = [
      change("new", "create"),
      change("kept", "update"),
      change("other", "create-replacement"),
      change("other", "replace"),
      change("old", "delete"),
    ];
    const refused = refusedExistence(changes, [], [], lost);
    expect(refused.map(({ name, needs, operation }) => `${operation} ${name}: ${needs}`)).to.deep.equal([
      "create new: Route 53 in us-east-1",
      "create other: Route 53 in us-east-1",
      "delete old: Route 53 in us-east-1",
    ]);
    expect(refusedExistence(changes, [], [], ["us-west-1"])).to.deep.equal([]);
  });
});
