import * as ec2 from "@pulumi/aws/ec2";
import { SecurityGroupEgressRule } from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import { DATABASE_ENGINES, type DatabaseEngineName } from "../../config/database-engines";
import { named, type Tags } from "../../config/tags";
import { acknowledgedKey, LEASE_KEY, renewalKey, replayedKey } from "../../failover/protocol/lease-keys";
import type { LeaseTableDeployment } from "../../failover/sentinel/environment";
import { SENTINEL_ROLE } from "../../failover/sentinel/statements";
import type { Permission } from "../iam/policy-document";
import type { Inputs } from "../inputs";
import { securityGroupPair } from "../network/security-group-pair";
import { ControllerFunction } from "./controller-function";
import { MinuteSchedule } from "./minute-schedule";

export interface SentinelArgs {
  readonly region: string;
  readonly accountId: pulumi.Input<string>;
  /** Name of the function; a controller in another region calls it by this name. */
  readonly functionName: string;
  readonly vpcId: pulumi.Input<string>;
  /** Subnets from which the database and, through NAT, the lease table's other regions can be reached. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  readonly database: {
    readonly engine: DatabaseEngineName;
    /** Host name at which the database takes writes. */
    readonly host: pulumi.Input<string>;
    /** Host name that answers reads in a standby too. */
    readonly readerHost: pulumi.Input<string>;
    readonly port: number;
    /** Name of a database that the master user and the sentinel can connect to. */
    readonly name: string;
    /** DbiResourceId of the instance, or DbClusterResourceId of the cluster. */
    readonly resourceId: pulumi.Input<string>;
    readonly securityGroupId: pulumi.Input<string>;
  };
  /** ARN of the region's replica of the database credentials. */
  readonly secretArn: pulumi.Input<string>;
  /** Key of the region that encrypts the secret. */
  readonly dataKeyArn: pulumi.Input<string>;
  /** Name, regions and topology of the lease table. */
  readonly lease: Inputs<LeaseTableDeployment>;
  /** ARNs of the lease table's replicas that this region uses, by region. */
  readonly leaseTableArns: Readonly<Record<string, pulumi.Input<string>>>;
  /** Interval between two beats, seconds. */
  readonly beatSeconds: number;
  /** Key of the region that encrypts logs, environment and queues. */
  readonly keyArn: pulumi.Input<string>;
  /** Retention of the log groups, days. */
  readonly logRetentionDays: number;
  /** Topic of the region for the sentinel's alarms. */
  readonly topicArn: pulumi.Input<string>;
  readonly tags?: Tags;
}

/** Certificates of RDS on Lambda's Node.js runtimes (Lambda Developer Guide, "Building Lambda functions with Node.js"). */
const CERTIFICATES = "/var/runtime/ca-cert.pem";

/** Longest time for an invocation: a minute of rounds, and the last one. */
const TIMEOUT_SECONDS = 75;

/**
 * The sentinel of one region: a function that uses the database as Redoubt's own client, so that the application owes a failover
 * nothing. In the region that may write it commits a beat every few seconds and records it as acknowledged; in a standby it reads
 * the beat from the replica and records it as replayed; on request it writes and reads a marker.
 *
 * It signs in with an IAM token, as a database role that reaches two tables of its own. A second function, which alone may read the
 * master user's credentials, creates that role.
 */
export class Sentinel extends pulumi.ComponentResource {
  readonly securityGroup: ec2.SecurityGroup;
  /** The function that runs the rounds, and writes and reads markers. */
  readonly function: ControllerFunction;
  readonly functionName: pulumi.Output<string>;
  readonly functionArn: pulumi.Output<string>;

  constructor(name: string, args: SentinelArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:Sentinel", name, {}, opts);
    const { database, keyArn, logRetentionDays, region, tags, topicArn } = args;
    const parent = { parent: this };
    this.securityGroup = this.group(name, args);
    const shared = {
      region,
      entry: `sentinel/${DATABASE_ENGINES[database.engine].sqlFamily}` as const,
      vpc: { subnetIds: args.subnetIds, securityGroupId: this.securityGroup.id },
      timeoutSeconds: TIMEOUT_SECONDS,
      keyArn,
      logRetentionDays,
      topicArn,
      tags,
    };
    const setUp = new ControllerFunction(
      `${name}-setup`,
      {
        ...shared,
        handler: "setUp",
        description: "Creates the database role of the sentinel",
        environment: { ...environment(args), REDOUBT_SECRET_ARN: args.secretArn },
        permissions: [
          { actions: ["secretsmanager:GetSecretValue"], resources: [args.secretArn] },
          { actions: ["kms:Decrypt"], resources: [args.dataKeyArn] },
        ],
      },
      parent,
    );
    this.function = new ControllerFunction(
      name,
      {
        ...shared,
        handler: "sentinel",
        functionName: args.functionName,
        description: "Records the beats of the database",
        environment: { ...environment(args), REDOUBT_SETUP_FUNCTION: setUp.name },
        permissions: [...permissions(args), { actions: ["lambda:InvokeFunction"], resources: [setUp.arn] }],
      },
      parent,
    );
    new MinuteSchedule(name, { region, function: this.function, topicArn, tags }, parent);
    this.functionName = this.function.name;
    this.functionArn = this.function.arn;
    this.registerOutputs({ functionName: this.functionName });
  }

  /** The group of both functions. It reaches the database and, over TLS, the AWS services. */
  private group(name: string, { database, region, tags, vpcId }: SentinelArgs): ec2.SecurityGroup {
    const parent = { parent: this };
    const group = new ec2.SecurityGroup(
      name,
      { region, vpcId, description: "Functions of the sentinel", tags: named(tags, name) },
      parent,
    );
    const rule = { ruleName: `${name}-database`, ...parent };
    securityGroupPair({
      region,
      port: database.port,
      client: { ...rule, securityGroupId: group.id, description: "To the database" },
      server: { ...rule, securityGroupId: database.securityGroupId, description: "From the sentinel" },
    });
    new SecurityGroupEgressRule(
      `${name}-services`,
      {
        region,
        securityGroupId: group.id,
        description: "To AWS services",
        cidrIpv4: "0.0.0.0/0",
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
      },
      parent,
    );
    return group;
  }
}

function environment({ beatSeconds, database, lease, region }: SentinelArgs) {
  return {
    REDOUBT_LEASE: pulumi.jsonStringify(lease),
    REDOUBT_HOME: region,
    REDOUBT_DATABASE_HOST: database.host,
    REDOUBT_DATABASE_READER_HOST: database.readerHost,
    REDOUBT_DATABASE_PORT: String(database.port),
    REDOUBT_DATABASE_NAME: database.name,
    REDOUBT_BEAT_SECONDS: String(beatSeconds),
    NODE_EXTRA_CA_CERTS: CERTIFICATES,
  };
}

/** Reads the lease and the beats, writes the region's own watermarks, and signs in to the database as the sentinel's role. */
function permissions({ accountId, database, lease, leaseTableArns, region }: SentinelArgs): Permission[] {
  const resources = Object.values(leaseTableArns);
  const keys = (...leading: string[]) => ({ "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": leading } });
  const signs = Object.keys(lease.regions).flatMap((each) => [renewalKey(each).pk, acknowledgedKey(each).pk]);
  return [
    { actions: ["dynamodb:GetItem"], resources, condition: keys(LEASE_KEY.pk, replayedKey(region).pk, ...signs) },
    {
      actions: ["dynamodb:UpdateItem"],
      resources,
      condition: keys(acknowledgedKey(region).pk, replayedKey(region).pk),
    },
    {
      actions: ["rds-db:connect"],
      resources: [
        pulumi.interpolate`arn:aws:rds-db:${region}:${accountId}:dbuser:${database.resourceId}/${SENTINEL_ROLE}`,
      ],
    },
  ];
}
