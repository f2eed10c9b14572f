import { expect } from "chai";
import { METRICS } from "../../../failover/controller/metric";
import type { PreviewDocument, PreviewedResource } from "../../../preview/document";
import { preview } from "../../../preview/preview";
import { configMap, ofType } from "../../support/preview";

/** Inputs that are, or become part of, a name that must be unique in an account and region. */
const NAMES = [
  "name",
  "identifier",
  "finalSnapshotIdentifier",
  "customSuffix",
  "bucket",
  "details.name",
  "functionName",
];

function deploy(project: string, domain: string): Promise<PreviewDocument> {
  const config = configMap({ domain, hostedZoneId: undefined });
  return preview({ name: project, config: () => config });
}

function inputOf({ inputs }: PreviewedResource, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], inputs);
}

/** Every fixed name with its type and region. Names that Pulumi generates are not inputs. */
function fixedNames({ stacks }: PreviewDocument): string[] {
  return stacks.flatMap(({ resources }) =>
    resources
      .filter(({ type }) => type.startsWith("aws:"))
      .flatMap((resource) =>
        NAMES.map((path) => [path, inputOf(resource, path)] as const)
          .filter(([, value]) => typeof value === "string")
          .map(([path, value]) => `${resource.type} ${resource.region} ${path} ${value}`),
      ),
  );
}

describe("all stacks: two deployments in one account", () => {
  let first: PreviewDocument;
  let second: PreviewDocument;
  before(async () => {
    first = await deploy("redoubt", "example.com");
    second = await deploy("shop", "example.org");
  });

  it("have no fixed name in common", () => {
    const names = new Set(fixedNames(first));
    for (const part of [
      "rds/instance:",
      "ssm/parameter:",
      "multiRegionAccessPoint:",
      "serviceLinkedRole:",
      "dynamodb/table:",
    ]) {
      expect(
        [...names].some((name) => name.includes(part)),
        part,
      ).to.equal(true);
    }
    expect(fixedNames(second).filter((name) => names.has(name))).to.deep.equal([]);
  });

  it("have alarms on their own failure detectors", () => {
    const dimensions = (document: PreviewDocument) =>
      document.stacks
        .flatMap((stack) => ofType(stack, "cloudwatch/metricAlarm:MetricAlarm"))
        .filter(({ inputs }) => inputs.metricName === METRICS.activeRegionLost)
        .map(({ inputs }) => inputs.dimensions);
    expect(dimensions(first)).to.deep.equal([
      { LeaseTable: "redoubt-lease", Region: "us-east-1" },
      { LeaseTable: "redoubt-lease", Region: "us-west-1" },
    ]);
    expect(dimensions(second)).to.deep.equal([
      { LeaseTable: "shop-lease", Region: "us-east-1" },
      { LeaseTable: "shop-lease", Region: "us-west-1" },
    ]);
  });

  it("have web ACLs whose metrics are not added up", () => {
    const metrics = ({ stacks }: PreviewDocument) =>
      stacks
        .flatMap((stack) => ofType(stack, "wafv2/webAcl:WebAcl"))
        .map((acl) => inputOf(acl, "visibilityConfig.metricName"));
    expect([metrics(first), metrics(second)]).to.deep.equal([["redoubt-edge-acl"], ["shop-edge-acl"]]);
  });

  it("have controllers that know their project, whose tag is on the network that they fence", () => {
    const projects = ({ stacks }: PreviewDocument) => {
      const deployments = stacks
        .flatMap((stack) => ofType(stack, "lambda/function:Function"))
        .flatMap((each) => inputOf(each, "environment.variables.REDOUBT_DEPLOYMENT") ?? []);
      const tags = stacks
        .flatMap(({ resources }) => resources.filter(({ type }) => type === "awsx:ec2:Vpc"))
        .map(({ inputs }) => inputs.tags as Record<string, string>);
      const named = deployments.map((text) => JSON.parse(String(text)).project);
      return [new Set(named), new Set(tags.map((each) => each["redoubt:project"]))];
    };
    expect(projects(first)).to.deep.equal([new Set(["redoubt"]), new Set(["redoubt"])]);
    expect(projects(second)).to.deep.equal([new Set(["shop"]), new Set(["shop"])]);
  });
});
