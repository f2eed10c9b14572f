import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import {
  type DatabaseRole,
  type GlobalDatabaseArgs,
  globalDatabase,
  RegionalKey,
  ReplicatedDatabase,
  type ReplicatedDatabaseArgs,
} from "../../components";
import { east, west } from "./project";

export const ENGINE = { engine: "aurora-postgresql", version: "17.5" } as const;
const CREDENTIALS = { databaseName: "orders", username: "orders", password: "not a secret of anybody" };

/** What the program declares; each case changes it and updates. */
export const declared = {
  regions: [east],
  /** DB instances per region. */
  instances: 1,
  active: east,
  quarantined: undefined as string | undefined,
  generations: { [east]: 1, [west]: 1 } as Record<string, number>,
  transform: undefined as ReplicatedDatabaseArgs["transform"],
  globalTransform: undefined as GlobalDatabaseArgs["transform"],
};

/** An Aurora Global Database over two regions, and only what it needs. */
export async function program(): Promise<void> {
  const global = globalDatabase(
    "database",
    {
      firstActiveRegion: declared.active,
      identifier: "orders",
      ...ENGINE,
      protect: false,
      transform: declared.globalTransform,
    },
    {},
  );
  let previous: pulumi.Resource = global;
  // The stacks are updated in this order: the active region first.
  for (const region of declared.regions.toSorted((_, other) => (other === declared.active ? 1 : -1))) {
    const vpc = new aws.ec2.Vpc(region, { region, cidrBlock: "10.0.0.0/16" });
    const zones = ["a", "b"].map((zone) => `${region}${zone}`);
    const subnets = zones.map(
      (availabilityZone, index) =>
        new aws.ec2.Subnet(availabilityZone, {
          region,
          vpcId: vpc.id,
          availabilityZone,
          cidrBlock: `10.0.${index}.0/24`,
        }),
    );
    const args: ReplicatedDatabaseArgs = {
      ...ENGINE,
      accountId: "123456789012",
      role: role(region),
      generation: declared.generations[region],
      globalClusterIdentifier: global.id,
      instances: declared.instances,
      zones,
      // As in stacks/database-settings.ts: without a secondary that follows, the primary would pause all commits.
      rpoSeconds: region === declared.active && declared.quarantined === undefined ? 60 : undefined,
      network: { region, vpcId: vpc.id, databaseSubnetIds: subnets.map(({ id }) => id) },
      key: new RegionalKey(`${region}-key`, { region, accountId: "123456789012", protect: false }),
      protect: false,
      transform: declared.transform,
    };
    // A type of its own for each region: the databases have one name, as in the stacks of the regions.
    const parent = new pulumi.ComponentResource(`test:index:${region}`, region);
    previous = new ReplicatedDatabase("orders", args, { parent, dependsOn: [previous] });
  }
}

function role(region: string): DatabaseRole {
  if (region === declared.active) return { kind: "primary", ...CREDENTIALS };
  if (region === declared.quarantined) return { kind: "quarantined", ...CREDENTIALS };
  return { kind: "replica", sourceArn: arnIn(declared.active) };
}

export function arnIn(region: string): string {
  return `arn:aws:rds:${region}:123456789012:cluster:orders-${region}-g${declared.generations[region]}`;
}
