import { expect } from "chai";
import type { PreviewDocument, PreviewedResource } from "../../../preview/document";
import { preview } from "../../../preview/preview";
import { containers, withoutWebTier } from "../../support/containers";
import { previewed, projectWith, type Settings, swapped } from "../../support/preview";
import { beyondDocumentedLimits } from "../../support/registrations/documented-limits";
import { HAS_SCHEMAS, type PublishedCheck, pythonWith, runOnDocuments } from "../../support/registrations/published";
import { brokenRules, sharedNames } from "../../support/registrations/rules";

/** Configurations that together register every kind of resource and the longest names. */
const CONFIGURATIONS: Readonly<Record<string, Settings>> = {
  shipped: {},
  "three regions with long names": {
    domain: "a-rather-long-name.of-a-long-domain.example.com",
    regions: {
      "us-east-1": { stack: "production-in-the-first-region", cidr: "10.10.0.0/16" },
      "ap-southeast-2": { stack: "standby-in-the-southeast-of-asia", cidr: "10.20.0.0/16" },
      "eu-central-1": { stack: "standby-in-the-centre-of-europe", cidr: "10.30.0.0/16" },
    },
  },
  MySQL: { database: { engine: "mysql", version: "8.4" } },
  "origin group": { routing: "origin-group" },
  "automatic trigger": { trigger: "automatic" },
  quarantined: swapped,
  containers,
  "containers without a web tier": withoutWebTier,
};

/** Resource types that are not resources of AWS, and so have no schema. */
const WITHOUT_SCHEMA = ["aws:acm/certificateValidation:CertificateValidation"];

const all = () => Promise.all(Object.values(CONFIGURATIONS).map(previewed));

/** A copy of a document in which one resource's inputs are changed. */
function withInputs(document: PreviewDocument, type: string, name: string, inputs: object): PreviewDocument {
  let changed = false;
  const stacks = document.stacks.map((stack) => ({
    ...stack,
    resources: stack.resources.map((resource) => {
      if (changed || resource.type !== `aws:${type}` || !resource.name.includes(name)) return resource;
      changed = true;
      return { ...resource, inputs: { ...resource.inputs, ...inputs } };
    }),
  }));
  if (!changed) throw new Error(`no aws:${type} with ${name}`);
  return { ...document, stacks };
}

const resourcesOf = ({ stacks }: PreviewDocument): PreviewedResource[] => stacks.flatMap(({ resources }) => resources);
const beyondLimits = (document: PreviewDocument) => resourcesOf(document).flatMap(beyondDocumentedLimits);

describe("registrations: documented limits", () => {
  for (const [name, settings] of Object.entries(CONFIGURATIONS)) {
    it(`hold for the configuration "${name}"`, async () => {
      const document = await previewed(settings);
      expect(beyondLimits(document)).to.deep.equal([]);
      expect(brokenRules(document)).to.deep.equal([]);
    });
  }

  it("hold for two deployments in one account, which share no fixed name", async () => {
    const other = await preview({ ...projectWith(), name: "other" });
    expect(sharedNames(await previewed(), other)).to.deep.equal([]);
  });

  it("refuse an apostrophe in a security group rule, a comma in a KMS tag, and names that are too long", async () => {
    const document = await previewed();
    const refused: readonly (readonly [type: string, name: string, inputs: object, problem: RegExp])[] = [
      ["vpc/securityGroupIngressRule:SecurityGroupIngressRule", "", { description: "the region's own" }, /description/],
      ["kms/key:Key", "", { tags: { Name: "a, b" } }, /tag Name/],
      ["lb/loadBalancer:LoadBalancer", "", { name: "a-load-balancer-with-a-name-of-33c" }, /name is/],
      ["rds/instance:Instance", "", { identifier: "two--hyphens" }, /identifier/],
      ["rds/instance:Instance", "", { backupRetentionPeriod: 36 }, /35 days/],
      ["ssm/parameter:Parameter", "", { name: "/aws/of-amazon" }, /name is/],
    ];
    for (const [type, name, inputs, problem] of refused) {
      expect(beyondLimits(withInputs(document, type, name, inputs)).join(), type).to.match(problem);
    }
  });

  it("refuse a final snapshot of a replica, extended support and reserved concurrency", async () => {
    const document = await previewed();
    const replica = { replicateSourceDb: "arn", skipFinalSnapshot: false, finalSnapshotIdentifier: "final" };
    expect(brokenRules(withInputs(document, "rds/instance:Instance", "", replica)).join()).to.contain("final snapshot");
    const supported = { engineLifecycleSupport: undefined };
    expect(brokenRules(withInputs(document, "rds/instance:Instance", "", supported)).join()).to.contain("Extended");
    const reserved = { reservedConcurrentExecutions: 6 };
    expect(brokenRules(withInputs(document, "lambda/function:Function", "", reserved)).join()).to.contain(
      "concurrency",
    );
  });
});

describe("registrations: data that AWS publishes", () => {
  const python = pythonWith(HAS_SCHEMAS);
  const checked = (documents: readonly PreviewDocument[]) =>
    runOnDocuments<PublishedCheck>(python ?? "", "check.py", documents);

  before(function () {
    if (python) return;
    console.log("    skipped: no Python with botocore and cfn-lint 1.52 (REDOUBT_PYTHON names an interpreter)");
    this.skip();
  });

  it("accept every value of every configuration", async () => {
    const { problems, checked: paths, unchecked } = checked(await all());
    expect(problems).to.deep.equal([]);
    const unmapped = Object.entries(unchecked).filter(([, inputs]) => inputs.includes("(the whole resource)"));
    expect(unmapped.map(([type]) => type)).to.have.members(WITHOUT_SCHEMA);
    const [yes, no] = [paths, unchecked].map((lists) => Object.values(lists).flat().length);
    console.log(
      `      ${yes} inputs of ${Object.keys(paths).length} types checked, ${no} without a published constraint:`,
    );
    for (const [type, inputs] of Object.entries(unchecked)) console.log(`      ${type}: ${inputs.join(", ")}`);
    expect(Number(yes)).to.be.greaterThan(9 * Number(no));
  });

  it("refuse values outside an enumeration, a pattern, a length and a range", async () => {
    const document = await previewed();
    const refused: readonly (readonly [type: string, inputs: object])[] = [
      ["cloudwatch/logGroup:LogGroup", { retentionInDays: 31 }],
      ["ec2/flowLog:FlowLog", { trafficType: "SOME" }],
      ["lambda/function:Function", { memorySize: 64 }],
      ["iam/role:Role", { name: "r".repeat(65) }],
      ["cloudwatch/metricAlarm:MetricAlarm", { comparisonOperator: "Above" }],
      ["cloudfront/distribution:Distribution", { priceClass: "PriceClass_300" }],
      ["dynamodb/table:Table", { billingMode: "FREE" }],
    ];
    const documents = refused.map(([type, inputs]) => withInputs(document, type, "", inputs));
    const { problems } = checked(documents);
    for (const [, inputs] of refused) {
      const [input = ""] = Object.keys(inputs);
      expect(
        problems.some((problem) => problem.includes(`: ${input} is `)),
        input,
      ).to.equal(true);
    }
  });
});

describe("registrations: IAM policies", () => {
  const python = pythonWith("import parliament");

  before(function () {
    if (python) return;
    console.log("    skipped: no Python with parliament (REDOUBT_PYTHON names an interpreter)");
    this.skip();
  });

  it("pass the policy linter", async () => {
    expect(runOnDocuments<string[]>(python ?? "", "policies.py", await all())).to.deep.equal([]);
  });

  it("do not pass with an unknown action or a resource of the wrong kind", async () => {
    const statement = { Effect: "Allow", Action: "s3:GetBucket", Resource: "*" };
    const policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    const document = withInputs(await previewed(), "iam/rolePolicy:RolePolicy", "", { policy });
    expect(runOnDocuments<string[]>(python ?? "", "policies.py", [document]).join()).to.contain("UNKNOWN_ACTION");
  });
});
