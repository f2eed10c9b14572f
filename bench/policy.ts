import { parseGraph } from "../policy/check/document";
import { evaluate } from "../policy/evaluate";

/** How many times each size is checked; the fastest run counts. */
const RUNS = 5;

/** Prints how many resources per second are checked, and how the time grows from 1,000 resources to 10,000. */
export async function run(): Promise<void> {
  const [small, large] = [1_000, 10_000].map((count) => ({ count, text: exportOf(count) }));
  if (!small || !large) return;
  // Warm up the compiler, so that it does not count for either size.
  fastest(large.text);
  const [few, many] = [fastest(small.text), fastest(large.text)];
  console.log(
    `policy: ${Math.round(small.count / few)} resources/s of ${small.count}, ${Math.round(large.count / many)} of ${large.count}`,
  );
  console.log(`policy: 10,000 resources take ${(many / few).toFixed(1)} times as long as 1,000 (10.0 is linear)`);
  const [narrow, wide] = [75, 150].map((width) => fastest(denseExport(width)));
  if (narrow === undefined || wide === undefined) return;
  console.log(
    `policy: ${DENSE} resources with 150 dependencies a property take ${wide.toFixed(2)} s, ${(wide / narrow).toFixed(1)} times as long as with 75 (2.0 is linear)`,
  );
}

/** How many resources the export with wide dependencies has. */
const DENSE = 1_050;

/** An export whose resources take each property from `width` others, among them side resources of buckets. */
function denseExport(width: number): string {
  const types = [
    "bucket:Bucket",
    "bucketPolicy:BucketPolicy",
    "bucketVersioning:BucketVersioning",
    "bucketAcl:BucketAcl",
  ];
  const urns = Array.from({ length: DENSE }, (_, index) => {
    return `urn:pulumi:bench::bench::aws:s3/${types[index % types.length]}::dense-${index}`;
  });
  const resources = urns.map((urn, index) => {
    const from = Array.from({ length: Math.min(width, index) }, (_, step) => urns[index - 1 - step]);
    const [, , type = ""] = urn.split("::");
    return {
      urn,
      type,
      custom: true,
      inputs: { bucket: "?" },
      outputs: {},
      propertyDependencies: { bucket: from, policy: from },
    };
  });
  return JSON.stringify({ version: 3, deployment: { manifest: {}, resources } });
}

/** Seconds of CPU time, which other work on the machine changes little, from the exported text to the evaluation's result. */
function fastest(text: string): number {
  const times = Array.from({ length: RUNS }, () => {
    const started = process.cpuUsage();
    evaluate(parseGraph([{ name: "bench", text }]));
    const { user, system } = process.cpuUsage(started);
    return (user + system) / 1e6;
  });
  return Math.min(...times);
}

/** An export with `count` resources: copies of a small application whose resources reference each other. */
function exportOf(count: number): string {
  const resources: object[] = [];
  for (let copy = 0; resources.length < count; copy++) resources.push(...application(copy));
  return JSON.stringify({ version: 3, deployment: { manifest: {}, resources: resources.slice(0, count) } });
}

function application(copy: number): object[] {
  const urn = (type: string, name: string) => `urn:pulumi:bench::bench::${type}::${name}-${copy}`;
  const resource = (type: string, name: string, inputs: object, from: Record<string, string[]> = {}) => ({
    urn: urn(type, name),
    type,
    custom: true,
    id: `${name}-${copy}`,
    inputs: { region: "us-east-1", tags: { role: "active", region: "us-east-1" }, ...inputs },
    outputs: { arn: `arn:aws:any:us-east-1:123456789012:${name}-${copy}` },
    dependencies: Object.values(from).flat(),
    propertyDependencies: from,
  });
  const bucket = urn("aws:s3/bucket:Bucket", "files");
  const vpc = urn("aws:ec2/vpc:Vpc", "net");
  const side = (kind: string, inputs: object) =>
    resource(
      `aws:s3/bucket${kind}:Bucket${kind}`,
      "files",
      { bucket: `files-${copy}`, ...inputs },
      { bucket: [bucket] },
    );
  return [
    resource("aws:s3/bucket:Bucket", "files", { bucket: `files-${copy}` }),
    side("Versioning", { versioningConfiguration: { status: "Enabled" } }),
    side("PublicAccessBlock", { blockPublicAcls: true, blockPublicPolicy: true }),
    side("Policy", {
      policy: '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*"}]}',
    }),
    resource("aws:ec2/vpc:Vpc", "net", { cidrBlock: `10.${copy % 256}.0.0/16` }),
    resource("aws:ec2/subnet:Subnet", "net", { vpcId: "vpc", availabilityZone: "us-east-1a" }, { vpcId: [vpc] }),
    resource(
      "aws:ec2/securityGroup:SecurityGroup",
      "web",
      { vpcId: "vpc", ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }] },
      { vpcId: [vpc] },
    ),
    resource("aws:lb/loadBalancer:LoadBalancer", "web", { subnets: ["subnet-1", "subnet-2"] }),
    resource("aws:lb/listener:Listener", "web", {
      protocol: "HTTP",
      loadBalancerArn: `arn:aws:elb:us-east-1:1:${copy}`,
    }),
    resource("aws:rds/instance:Instance", "db", { identifier: `db-${copy}`, multiAz: true, storageEncrypted: true }),
    resource("aws:dynamodb/table:Table", "orders", { name: `orders-${copy}` }),
    resource("aws:lambda/function:Function", "step", { environment: { variables: { COPY: String(copy) } } }),
    resource("aws:iam/role:Role", "step", { assumeRolePolicy: '{"Statement":[]}' }),
    resource("aws:sns/topic:Topic", "alarms", {}),
    resource("aws:cloudwatch/metricAlarm:MetricAlarm", "slow", { namespace: "AWS/RDS", metricName: "ReplicaLag" }),
    resource("aws:route53/record:Record", "app", { name: `app-${copy}`, type: "A", records: ["203.0.113.9"] }),
    resource("aws:kms/key:Key", "data", { multiRegion: true }),
    resource("aws:secretsmanager/secret:Secret", "db", {}),
    resource("aws:cloudwatch/logGroup:LogGroup", "web", {}),
    resource("aws:backup/selection:Selection", "all", {
      selectionTags: [{ type: "STRINGEQUALS", key: "backup", value: "yes" }],
    }),
  ];
}
