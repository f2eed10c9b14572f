import type { DatabaseEngineName } from "../../config/database-engines";
import { DATABASE_ENGINES, isAurora } from "../../config/database-engines";
import { UserError } from "../../errors";
import type { FoundDatabase } from "../../failover/adapters/aws/inventory/databases";
import type { FoundNetwork } from "../../failover/adapters/aws/inventory/networks";
import type { Inventory } from "../../failover/adapters/aws/inventory/take-inventory";
import { missingEndpoints } from "./missing-endpoints";

export interface AdoptOptions {
  readonly region: string;
  /**
   * VPC to adopt.
   * @default that of the database, or the only one that is not the region's default VPC
   */
  readonly vpcId?: string;
  /**
   * Identifier of the DB instance to adopt.
   * @default the only one of the VPC
   */
  readonly database?: string;
  /**
   * Name of the bucket to adopt.
   * @default none
   */
  readonly bucket?: string;
}

/** The configuration for what exists in a region, and what stands in its way. */
export interface Proposal {
  /** Values under `redoubt:`, by key. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** What must be done before an adoption. */
  readonly obstacles: readonly string[];
  /** What else was found, and what to know of it. */
  readonly notes: readonly string[];
}

/**
 * The configuration for a region of what exists in it.
 * @param obstaclesOf what prevents the adoption of a database
 * @throws UserError where several networks or databases are possible, or what was named does not exist
 */
export function propose(
  inventory: Inventory,
  options: AdoptOptions,
  obstaclesOf: (found: FoundDatabase) => readonly string[],
): Proposal {
  const { region } = options;
  const network = chosenNetwork(inventory, options);
  const database = chosenDatabase(inventory, options, network);
  const bucket = chosenBucket(inventory, options);
  const subnets = subnetsOf(network, database);
  const obstacles = [
    ...zoneObstacles(subnets, network),
    ...(database ? obstaclesOf(database).map((text) => `${database.identifier} ${text}`) : []),
    ...(database && !database.iamAuthentication
      ? [
          `${database.identifier} has no IAM authentication, by which the sentinel signs in: aws rds modify-db-instance --region ${region} --db-instance-identifier ${database.identifier} --enable-iam-database-authentication --apply-immediately`,
        ]
      : []),
    ...(bucket?.replicates ? [`${bucket.name} has a replication configuration, which adoption replaces`] : []),
  ];
  const entry = {
    network: { vpcId: network.vpcId, ...subnets, endpoints: missingEndpoints(network) },
    ...(bucket && { bucket: bucket.name }),
    ...(database && { database: { existing: database.identifier } }),
  };
  const [zone] = inventory.zones;
  return {
    settings: {
      ...(inventory.zones.length === 1 && zone && { domain: zone.name, hostedZoneId: zone.id }),
      regions: { [region]: entry },
      ...(database && { database: databaseSettings(database) }),
    },
    obstacles,
    notes: notesOf(inventory, network, { bucket: bucket?.name, database }),
  };
}

function chosenNetwork({ databases, networks }: Inventory, { database, region, vpcId }: AdoptOptions): FoundNetwork {
  const named = vpcId ?? databases.find(({ identifier }) => identifier === database)?.vpcId;
  if (named !== undefined) {
    const found = networks.find((network) => network.vpcId === named);
    if (found) return found;
    throw new UserError(
      `--vpc: got ${named}, which ${region} does not have; use one of ${list(networks.map((network) => network.vpcId))}`,
    );
  }
  const own = networks.filter(({ isDefault }) => !isDefault);
  const [only] = own;
  if (only && own.length === 1) return only;
  const known = own.map(({ cidr, vpcId: id }) => `${id} (${cidr})`);
  throw new UserError(`--vpc: ${region} has ${own.length} VPCs apart from the default one; name one: ${list(known)}`);
}

function chosenDatabase(
  { databases }: Inventory,
  { database, region }: AdoptOptions,
  { vpcId }: FoundNetwork,
): FoundDatabase | undefined {
  if (database !== undefined) {
    const found = databases.find(({ identifier }) => identifier === database);
    if (found) return found;
    const known = list(databases.map(({ identifier }) => identifier));
    throw new UserError(`--database: got ${database}, which ${region} does not have; use one of ${known}`);
  }
  const primaries = databases.filter((found) => found.vpcId === vpcId && found.replicateSourceDb === "");
  if (primaries.length <= 1) return primaries[0];
  const known = list(primaries.map(({ identifier }) => identifier));
  throw new UserError(`--database: ${vpcId} has ${primaries.length} primaries; name one: ${known}`);
}

function chosenBucket({ buckets }: Inventory, { bucket, region }: AdoptOptions) {
  if (bucket === undefined) return undefined;
  const found = buckets.find(({ name }) => name === bucket);
  if (found) return found;
  const known = list(buckets.map(({ name }) => name));
  throw new UserError(`--bucket: got ${bucket}, which ${region} does not have; use one of ${known}`);
}

/** Subnets by what they reach. The database's are those of its subnet group, or the isolated ones. */
function subnetsOf({ subnets }: FoundNetwork, database: FoundDatabase | undefined) {
  const ofDatabase = new Set(database?.subnetIds);
  const reaching = (reach: string) => subnets.filter((subnet) => subnet.reach === reach && !ofDatabase.has(subnet.id));
  const databaseSubnets = ofDatabase.size > 0 ? subnets.filter(({ id }) => ofDatabase.has(id)) : reaching("isolated");
  const ids = (chosen: readonly { readonly id: string }[]) => chosen.map(({ id }) => id);
  return {
    publicSubnetIds: ids(reaching("public")),
    applicationSubnetIds: ids(reaching("private")),
    databaseSubnetIds: ids(databaseSubnets),
  };
}

function zoneObstacles(groups: ReturnType<typeof subnetsOf>, { subnets, vpcId }: FoundNetwork): string[] {
  const zoneOf = new Map(subnets.map(({ id, zone }) => [id, zone]));
  const wanted: Readonly<Record<string, string>> = {
    publicSubnetIds: "with a route to an internet gateway",
    applicationSubnetIds: "with a default route through NAT",
    databaseSubnetIds: "for the database",
  };
  return Object.entries(groups)
    .filter(([, ids]) => new Set(ids.map((id) => zoneOf.get(id))).size < 2)
    .map(([key, ids]) => `${vpcId} has ${ids.length} subnets ${wanted[key]}; make them in at least two zones (${key})`);
}

function databaseSettings(found: FoundDatabase) {
  const { databaseName, engine, engineVersion, instanceClass, masterUsername, storageGiB } = found;
  const known = engine in DATABASE_ENGINES && !isAurora(engine as DatabaseEngineName);
  const { majorVersionParts = 1 } = known ? DATABASE_ENGINES[engine as DatabaseEngineName] : {};
  return {
    engine,
    version: engineVersion.split(".").slice(0, majorVersionParts).join("."),
    instanceClass,
    // A replica is created with the storage of its source, and an update would change it to another value.
    ...(storageGiB !== undefined && { storageGiB }),
    ...(databaseName && { name: databaseName }),
    username: masterUsername,
    secretArn: "ARN OF THE SECRET WITH username AND password",
  };
}

function notesOf(
  { buckets, databases, loadBalancers, networks, zones }: Inventory,
  { vpcId }: FoundNetwork,
  chosen: { readonly bucket: string | undefined; readonly database: FoundDatabase | undefined },
): string[] {
  const others = (title: string, names: readonly string[]) =>
    names.length > 0 ? [`${title}: ${names.join(", ")}`] : [];
  return [
    ...others(
      "other VPCs",
      networks.filter((each) => each.vpcId !== vpcId).map((each) => each.vpcId),
    ),
    ...others(
      "other databases",
      databases.filter((each) => each !== chosen.database).map(({ identifier }) => identifier),
    ),
    ...others(
      "buckets, of which --bucket names one",
      buckets.map(({ name }) => name).filter((name) => name !== chosen.bucket),
    ),
    ...(zones.length > 1
      ? others(
          "hosted zones",
          zones.map(({ id, name }) => `${name} (${id})`),
        )
      : []),
    ...loadBalancers
      .filter((balancer) => balancer.vpcId === vpcId)
      .map(
        ({ dnsName, listeners, name, securityGroupIds, zoneId }) =>
          `load balancer ${name}: as an origin of EdgeDistribution, loadBalancerDnsName ${dnsName}, loadBalancerZoneId ${zoneId}; OriginAccess adds the header's and the prefix list's rules: listenerArn ${listeners[0]?.arn ?? "(no HTTPS listener)"}, targetGroupArn ${listeners[0]?.targetGroupArn ?? "(none)"}, securityGroupId ${securityGroupIds[0] ?? "(none)"}`,
      ),
  ];
}

function list(names: readonly string[]): string {
  return names.join(", ") || "none";
}
