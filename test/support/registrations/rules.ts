import type { PreviewDocument, PreviewedResource } from "../../../preview/document";

/** A documented rule about several inputs, or several resources, of one deployment. */
interface RegistrationRule {
  readonly rule: string;
  readonly source: string;
  /** The resources that break it, one line each. */
  readonly check: (resources: readonly PreviewedResource[]) => string[];
}

const isType = (type: string) => (resource: PreviewedResource) => resource.type === `aws:${type}`;
const inputOf = (resource: PreviewedResource, name: string) =>
  resource.inputs[name] as Record<string, unknown> | undefined;
const typeOf = (urn: string) => urn.split("::")[2]?.split("$").at(-1);

interface Statement {
  readonly Effect: string;
  readonly Principal?: { readonly Service?: string | readonly string[] };
  readonly Condition?: Record<string, Record<string, unknown>>;
}

function statementsOf(resource: PreviewedResource, input: string): Statement[] {
  return (JSON.parse(String(resource.inputs[input])) as { Statement: Statement[] }).Statement;
}

/** Resources of `type` that do not depend on any resource of the type `on`, although the deployment has one. */
function withoutDependency(resources: readonly PreviewedResource[], type: string, on: string, count = 1): string[] {
  return resources
    .filter(isType(type))
    .filter(({ dependencies }) => dependencies.filter((urn) => typeOf(urn) === `aws:${on}`).length < count)
    .map(({ name }) => `${name} does not depend on ${on}`);
}

const REGISTRATION_RULES: readonly RegistrationRule[] = [
  {
    rule: "no automatic rollback of a group whose launch template names its AMI by an SSM parameter",
    source: "EC2 Auto Scaling User Guide, Undo changes with a rollback",
    check: (resources) => {
      const byParameter = new Set(
        resources
          .filter(isType("ec2/launchTemplate:LaunchTemplate"))
          .filter(({ inputs }) => String(inputs.imageId).startsWith("resolve:ssm:"))
          .map(({ urn }) => urn),
      );
      return resources
        .filter(isType("autoscaling/group:Group"))
        .filter((group) => (inputOf(group, "instanceRefresh")?.preferences as { autoRollback?: boolean })?.autoRollback)
        .filter(({ dependencies }) => dependencies.some((urn) => byParameter.has(urn)))
        .map(({ name }) => `${name} has autoRollback`);
    },
  },
  {
    rule: "no final snapshot of a read replica",
    source: "RDS API Reference, DeleteDBInstance, FinalDBSnapshotIdentifier",
    check: (resources) =>
      resources
        .filter(isType("rds/instance:Instance"))
        .filter(
          ({ inputs }) => inputs.replicateSourceDb && (inputs.finalSnapshotIdentifier || !inputs.skipFinalSnapshot),
        )
        .map(({ name }) => `${name} has a final snapshot`),
  },
  {
    rule: "no reserved concurrency by default, because a new account's quota is 10",
    source: "Lambda Developer Guide, Reserved concurrency; quotas",
    check: (resources) =>
      resources
        .filter(isType("lambda/function:Function"))
        .filter(({ inputs }) => inputs.reservedConcurrentExecutions !== undefined)
        .map(({ name }) => `${name} reserves concurrency`),
  },
  {
    rule: "the environment variables of a function have at most 4 KB",
    source: "Lambda Developer Guide, Lambda quotas",
    check: (resources) =>
      resources
        .filter(isType("lambda/function:Function"))
        .filter((resource) => {
          const variables = (inputOf(resource, "environment")?.variables ?? {}) as Record<string, unknown>;
          return Object.entries(variables).flat().join("").length > 4096;
        })
        .map(({ name }) => `${name} has more`),
  },
  {
    rule: "the load balancers' log delivery is scoped by the path, and by no condition that ELB does not document",
    source: "Elastic Load Balancing User Guide, Enable access logs: the bucket policy",
    check: (resources) =>
      resources
        .filter(isType("s3/bucketPolicy:BucketPolicy"))
        .filter((resource) =>
          statementsOf(resource, "policy").some(
            ({ Principal, Condition }) =>
              Principal?.Service === "logdelivery.elasticloadbalancing.amazonaws.com" && Condition !== undefined,
          ),
        )
        .map(({ name }) => `${name} has a condition for ELB's principal`),
  },
  {
    rule: "replication is configured after versioning of source and destinations is on",
    source: "Amazon S3 User Guide, Requirements for replication",
    check: (resources) =>
      withoutDependency(
        resources,
        "s3/bucketReplicationConfig:BucketReplicationConfig",
        "s3/bucketVersioning:BucketVersioning",
        2,
      ),
  },
  {
    rule: "a distribution that logs to a bucket is created after the bucket's ownership controls",
    source: "CloudFront Developer Guide, Configure standard logging (legacy): the bucket must have ACLs enabled",
    check: (resources) =>
      withoutDependency(
        resources,
        "cloudfront/distribution:Distribution",
        "s3/bucketOwnershipControls:BucketOwnershipControls",
      ),
  },
  {
    rule: "instances are launched after the parameters that they read at boot exist",
    source: "default-user-data.sh",
    check: (resources) => withoutDependency(resources, "autoscaling/group:Group", "ssm/parameter:Parameter"),
  },
  {
    rule: "RDS Extended Support is off unless it is asked for",
    source: "RDS User Guide, Creating a DB instance with Extended Support: on by default",
    check: (resources) =>
      resources
        .filter(isType("rds/instance:Instance"))
        .filter(({ inputs }) => inputs.engineLifecycleSupport !== "open-source-rds-extended-support-disabled")
        .map(({ name }) => `${name} has extended support`),
  },
  {
    rule: "a static parameter at its default value is not applied at once, which shows a change for ever",
    source: "RDS User Guide, Working with parameter groups: static parameters; rds.force_ssl is 1 from PostgreSQL 15",
    check: (resources) =>
      resources
        .filter(isType("rds/parameterGroup:ParameterGroup"))
        .filter(({ inputs }) => /^postgres(1[5-9]|[2-9])/.test(String(inputs.family)))
        .filter(({ inputs }) =>
          (inputs.parameters as { name: string; value: string; applyMethod?: string }[]).some(
            ({ name, value, applyMethod }) =>
              name === "rds.force_ssl" && value === "1" && applyMethod !== "pending-reboot",
          ),
        )
        .map(({ name }) => `${name} sets rds.force_ssl at once`),
  },
  {
    rule: "a log group with retention exists for every log that a database exports",
    source: "RDS User Guide, Publishing database logs to CloudWatch Logs: RDS creates missing groups without retention",
    check: (resources) => {
      const groups = new Set(resources.filter(isType("cloudwatch/logGroup:LogGroup")).map(({ inputs }) => inputs.name));
      return resources.filter(isType("rds/instance:Instance")).flatMap(({ name, inputs }) =>
        ((inputs.enabledCloudwatchLogsExports ?? []) as string[])
          .map((log) => `/aws/rds/instance/${inputs.identifier}/${log}`)
          .filter((group) => !groups.has(group))
          .map((group) => `${name} has no log group ${group}`),
      );
    },
  },
  {
    rule: "a service role is assumed on behalf of this account only, where the service names the account",
    source: "IAM User Guide, The confused deputy problem: cross-service prevention",
    check: (resources) =>
      resources.filter(isType("iam/role:Role")).flatMap((resource) =>
        statementsOf(resource, "assumeRolePolicy")
          .filter(({ Principal }) => SOURCE_ACCOUNT_SERVICES.includes(String(Principal?.Service)))
          .filter(({ Condition }) => Condition?.StringEquals?.["aws:SourceAccount"] === undefined)
          .map(({ Principal }) => `${resource.name} trusts ${Principal?.Service} for any account`),
      ),
  },
  {
    rule: "a secret's replicas replace what an earlier deployment left in the region",
    source: "Secrets Manager API Reference, ReplicateSecretToRegions, ForceOverwriteReplicaSecret",
    check: (resources) =>
      resources
        .filter(isType("secretsmanager/secret:Secret"))
        .filter(({ inputs }) => inputs.replicas && !inputs.forceOverwriteReplicaSecret)
        .map(({ name }) => `${name} does not overwrite its replicas`),
  },
];

/** Services whose documentation has aws:SourceAccount in the role's trust policy. */
const SOURCE_ACCOUNT_SERVICES = [
  "monitoring.rds.amazonaws.com",
  "vpc-flow-logs.amazonaws.com",
  "states.amazonaws.com",
  "scheduler.amazonaws.com",
];

/** The rules that a document breaks. */
export function brokenRules({ stacks }: PreviewDocument): string[] {
  return REGISTRATION_RULES.flatMap(({ rule, source, check }) =>
    stacks.flatMap(({ stack, resources }) =>
      check(resources).map((problem) => `${stack}: ${problem}: ${rule} (${source})`),
    ),
  );
}

/** Inputs whose values are unique within an account and region. Names that Pulumi generates are not among them. */
const UNIQUE_INPUTS = ["name", "identifier", "finalSnapshotIdentifier", "customSuffix", "bucket", "alias"];

/** The fixed names that both documents register; two deployments in one account would collide. */
export function sharedNames(one: PreviewDocument, other: PreviewDocument): string[] {
  const names = ({ stacks }: PreviewDocument) =>
    new Set(
      stacks
        .flatMap(({ resources }) => resources)
        // Records belong to the deployment's domain.
        .filter(({ type }) => type.startsWith("aws:") && !type.startsWith("aws:route53/"))
        .flatMap(({ type, region, inputs }) =>
          UNIQUE_INPUTS.filter((input) => typeof inputs[input] === "string").map(
            (input) => `${region} ${type} ${input} ${inputs[input]}`,
          ),
        ),
    );
  const others = names(other);
  return [...names(one)].filter((name) => others.has(name));
}
