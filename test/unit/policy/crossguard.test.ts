import type {
  PolicyResource,
  PolicyResourceOptions,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import { assert } from "chai";
import { rules } from "../../../policy/all-rules";
import { policiesFor } from "../../../policy/crossguard";
import { evaluate } from "../../../policy/evaluate";
import type { ResourceRecord } from "../../../resources/resource";
import { ResourceGraph } from "../../../resources/resource-graph";
import { type Change, set } from "./changes";
import { regionViolations } from "./region-violations";
import { scannerViolations } from "./scanner-violations";
import { soundSystem } from "./sound-system";
import { databaseType } from "./sound-system/values";
import { recordsOf } from "./stack-builder";

/** What the runtime hands properties out through: it throws at the touch of an unknown. */
const { unknownCheckingProxy } = require("@pulumi/policy/proxy") as {
  unknownCheckingProxy<T extends object>(properties: T): T;
};

/** The system as the engine knows it: without a document that says which stack plays which part, but with tags. */
function engineRecords(changes: readonly Change[]): ResourceRecord[] {
  const system = changes.reduce((changed, change) => change(changed), soundSystem());
  return recordsOf(system).map((record) => ({
    ...record,
    inputs:
      record.role === null
        ? record.inputs
        : { ...record.inputs, tags: { role: record.role, region: record.stackRegion } },
    role: null,
    stackRegion: null,
  }));
}

const opts: PolicyResourceOptions = {
  protect: false,
  ignoreChanges: [],
  aliases: [],
  additionalSecretOutputs: [],
  customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
};

const notApplicable = () => {
  throw new Error("not applicable");
};

/** One operation of the engine over the records: every resource as it is registered, then the stack, in outputs. */
function operate(records: readonly ResourceRecord[], configuration: Record<string, object> = {}): string[] {
  const said: string[] = [];
  const policies = policiesFor(rules);
  const getConfig = (name: string) => (() => configuration[name] ?? {}) as ResourceValidationArgs["getConfig"];
  const reporting = (name: string) => (message: string, urn?: string) => {
    said.push(urn === undefined ? `${name}: ${message}` : `${name} ${urn}`);
  };
  const provider = (region: string | null) => ({
    type: "pulumi:providers:aws",
    name: "aws",
    urn: "urn:pulumi:prod::shop::pulumi:providers:aws::aws",
    props: unknownCheckingProxy(region === null ? {} : { region }),
  });
  for (const record of records) {
    for (const policy of policies as ResourceValidationPolicy[]) {
      if (typeof policy.validateResource !== "function") continue;
      const args: ResourceValidationArgs = {
        type: record.type,
        name: record.name,
        urn: record.urn,
        opts,
        props: unknownCheckingProxy(record.inputs),
        provider: provider(record.region),
        stackTags: new Map(),
        isType: () => false,
        asType: () => undefined,
        getConfig: getConfig(policy.name),
        notApplicable,
      };
      // A resource policy's violations are always its resource's.
      policy.validateResource(args, (message) => reporting(policy.name)(message, record.urn));
    }
  }
  const resources = records.map(
    (record): PolicyResource => ({
      type: record.type,
      name: record.name,
      urn: record.urn,
      opts,
      // Outputs, in which what was left to its default is known as well: nothing may be read from them.
      props: unknownCheckingProxy({ multiAz: true, id: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }),
      provider: provider(record.region),
      dependencies: [],
      propertyDependencies: {},
      isType: () => false,
      asType: () => undefined,
    }),
  );
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const known = (urns: readonly string[]) =>
    urns.map((urn) => byUrn.get(urn)).filter((resource) => resource !== undefined);
  records.forEach((record, index) => {
    const resource = resources[index];
    if (!resource) return;
    resource.dependencies = known(record.dependencies);
    const properties = Object.entries(record.propertyDependencies).map(([property, urns]) => [property, known(urns)]);
    resource.propertyDependencies = Object.fromEntries(properties);
  });
  for (const policy of policies as StackValidationPolicy[]) {
    if (typeof policy.validateStack !== "function") continue;
    const args: StackValidationArgs = {
      resources,
      stackTags: new Map(),
      getConfig: getConfig(policy.name),
      notApplicable,
    };
    policy.validateStack(args, reporting(policy.name));
  }
  return said.sort();
}

describe("policies for the engine", () => {
  it("contain the rules, each with its level, its severity, and a schema of what can be configured", () => {
    const byName = new Map(policiesFor(rules).map((policy) => [policy.name, policy]));
    for (const rule of rules) {
      const policy = byName.get(rule.name);
      assert.equal(policy?.severity, rule.severity);
      assert.include(["advisory", "mandatory"], policy?.enforcementLevel);
    }
    const { minimumDays, suppressions } = byName.get("rds-backup-retention")?.configSchema?.properties ?? {};
    assert.deepInclude(minimumDays, { type: "integer", default: 2, minimum: 1, maximum: 35 });
    const items = suppressions?.items;
    assert.deepEqual(typeof items === "object" && !Array.isArray(items) ? items.required : undefined, ["reason"]);
  });

  const cases = Object.entries({ ...scannerViolations, ...regionViolations }).filter((_, index) => index % 6 === 0);
  for (const [name, changes] of [["a sound system", []] as const, ...cases]) {
    it(`report the same for ${name} as the pack does without an engine`, () => {
      const records = engineRecords(changes);
      const { violations } = evaluate(new ResourceGraph(records));
      const told = operate(records).filter((line) => !line.startsWith("pack-summary"));
      assert.deepEqual(told, violations.map(({ policy, urn }) => `${policy} ${urn}`).sort());
    });
  }

  it("take parameters and suppressions from the engine, and list suppressed and undecided verdicts at the end", () => {
    const records = engineRecords([
      set(databaseType, "db", { multiAz: false }),
      set(databaseType, "db", { publiclyAccessible: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }, "prod"),
    ]);
    const said = operate(records, {
      "rds-instance-multi-az": { suppressions: [{ resource: "db", reason: "a rehearsal" }] },
      "rds-backup-retention": { minimumDays: 14 },
    });
    assert.match(said.join("\n"), /pack-summary: suppressed: rds-instance-multi-az .*db: a rehearsal/);
    assert.match(said.join("\n"), /rds-not-public {2}prod Instance db: waits for publiclyAccessible/);
    assert.match(said.join("\n"), /^rds-backup-retention .*::db$/m);
    assert.notMatch(said.join("\n"), /^rds-instance-multi-az/m);
  });

  it("fall back on outputs for a resource that was not registered in this operation", () => {
    const policies = policiesFor(rules) as StackValidationPolicy[];
    const said: string[] = [];
    const bucket: PolicyResource = {
      type: "aws:s3/bucket:Bucket",
      name: "files",
      urn: "urn:pulumi:prod::shop::aws:s3/bucket:Bucket::files",
      opts,
      props: unknownCheckingProxy({ acl: "public-read" }),
      dependencies: [],
      propertyDependencies: {},
      isType: () => false,
      asType: () => undefined,
    };
    const policy = policies.find(({ name }) => name === "s3-acl-no-public-read");
    const getConfig = (() => ({})) as StackValidationArgs["getConfig"];
    policy?.validateStack({ resources: [bucket], stackTags: new Map(), getConfig, notApplicable }, (message) => {
      said.push(message);
    });
    assert.deepEqual(said, ["its ACL is public-read"]);
  });
});
