import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import type { Provider } from "@pulumi/aws/provider";
import * as route53 from "@pulumi/aws/route53";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { dataOptions } from "../components/data-protection";
import { globalDatabase } from "../components/database/aurora/global-database";
import { ReplicatedCredentials } from "../components/database/replicated-credentials";
import { OriginCertificates } from "../components/edge/origin-certificates";
import { RoutingStore } from "../components/edge/routing-store";
import { LeaseTable } from "../components/failover/lease-table";
import { ThirdSiteObserver } from "../components/failover/third-site-observer";
import type { Inputs } from "../components/inputs";
import { MultiRegionKey } from "../components/kms/multi-region-key";
import { LogBucket } from "../components/storage/log-bucket";
import { MultiRegionBucket } from "../components/storage/multi-region-bucket";
import { isAurora } from "../config/database-engines";
import { LEASE_PROTOCOL, NONCURRENT_VERSION_DAYS } from "../config/defaults";
import {
  CREDENTIALS_RESOURCE,
  DATA_KEY_RESOURCE,
  deploymentName,
  globalDatabaseName,
  leaseTableName,
  leaseTableResource,
  originDomain,
  sentinelFunctionName,
  stackTags,
} from "../config/naming";
import type { RedoubtConfig } from "../config/parse";
import { TAG_KEYS } from "../config/tags";
import { GLOBAL_STACK, leaseTableHome, thirdSite, withTier } from "../config/topology";
import { UserError } from "../errors";
import { controllerDeployment } from "./failover-deployment";
import { leaseTableArns } from "./lease-table-arns";
import type { GlobalOutputs } from "./outputs";

/**
 * The global stack: resources that span regions and are independent of roles. The primary key and secret stay in the home region,
 * by default the third site, so that neither a failover nor a further region replaces them, and a lost region does not contain them.
 * @param knownZoneId ID of the domain's hosted zone; looked up by name where undefined
 */
export function globalProgram(
  config: RedoubtConfig,
  provider: Provider,
  knownZoneId = config.hostedZoneId,
): Inputs<GlobalOutputs> {
  const { activeRegion, domain, homeRegion, logRetentionDays, protect } = config;
  const { leaseGeneration, leaseRegions, secondLeaseTable } = config;
  const regions = Object.keys(config.regions);
  const replicaRegions = regions.filter((region) => region !== homeRegion);
  const opts = { provider };
  const tags = stackTags(config, { stack: GLOBAL_STACK, role: "global" });
  const { accountId } = getCallerIdentityOutput({}, opts);
  const hostedZoneId = knownZoneId ?? route53.getZoneOutput({ name: domain }, opts).zoneId;

  const dataKeyArns: Readonly<Record<string, pulumi.Input<string>>> =
    existingKeys(config) ??
    new MultiRegionKey(
      DATA_KEY_RESOURCE,
      {
        homeRegion,
        replicaRegions,
        detachedReplicas: config.detachedKeys,
        description: "Key of the database and its credentials and of the buckets",
        accountId,
        protect,
        tags,
      },
      opts,
    ).arns;
  const credentials = new ReplicatedCredentials(
    CREDENTIALS_RESOURCE,
    {
      homeRegion: config.secretRegion ?? homeRegion,
      keyArns: dataKeyArns,
      username: config.database.username,
      password: existingPassword(config, opts),
      protect,
      tags,
    },
    opts,
  );
  const { engine, version } = config.database;
  const aurora = isAurora(engine) ? { globalDatabase: globalDatabaseName() } : {};
  if (isAurora(engine)) {
    globalDatabase(
      "database",
      { firstActiveRegion: activeRegion, identifier: globalDatabaseName(), engine, version, protect },
      opts,
    );
  }
  const logBuckets = Object.fromEntries(
    Object.entries(config.regions).map(([region, { logBucket }]) => {
      if (logBucket !== undefined) return [region, logBucket];
      const name = `logs-${region}`;
      const logs = new LogBucket(
        name,
        { region, accountId, logRetentionDays, protect, tags: { ...tags, [TAG_KEYS.region]: region } },
        opts,
      );
      return [region, logs.bucketName];
    }),
  );
  const bucket = new MultiRegionBucket(
    "objects",
    {
      accountId,
      regions: Object.fromEntries(
        Object.entries(config.regions).map(([region, { bucket: name, bucketKeyArn }]) => [
          region,
          {
            keyArn: dataKeyArns[region] ?? "",
            logBucket: logBuckets[region] ?? "",
            existing: name === undefined ? undefined : { bucket: name, keyArn: bucketKeyArn },
          },
        ]),
      ),
      accessPointPrefix: deploymentName(),
      formerRegions: Object.keys(withTier(config.abandoned)),
      noncurrentVersionDays: NONCURRENT_VERSION_DAYS,
      protect,
      tags,
    },
    opts,
  );
  const certificates = new OriginCertificates(
    "origin",
    { regions, originDomain: originDomain(config), hostedZoneId, tags },
    opts,
  );
  const leaseTable = (generation: number, of: readonly string[]) =>
    new LeaseTable(
      leaseTableResource(generation),
      {
        tableName: leaseTableName(generation),
        regions: of,
        homeRegion: leaseTableHome(config, of),
        // A table of a later generation gets its lease from the earlier one.
        ...(generation === 1 && {
          firstLease: { activeRegion, leaseSeconds: config.lease.seconds, writeSeconds: LEASE_PROTOCOL.writeSeconds },
        }),
        protect,
        tags,
      },
      opts,
    );
  const lease = leaseTable(leaseGeneration, leaseRegions);
  const secondLease = secondLeaseTable && leaseTable(secondLeaseTable.generation, secondLeaseTable.regions);
  const leaseTableArn = (generation: number, region: string) =>
    (generation === leaseGeneration ? lease : secondLease)?.arns[region] ?? "";
  const routingStore = new RoutingStore(
    "routing-store",
    { firstActiveRegion: activeRegion, protect },
    { ...opts, aliases: [{ name: "switch", type: "redoubt:index:EdgeSwitch" }] },
  );
  const originVerify = new random.RandomPassword("origin-verify", { length: 48, special: false }, dataOptions(protect));
  new ThirdSiteObserver(
    "observer",
    {
      region: thirdSite(config),
      accountId,
      deployment: controllerDeployment(config, {
        ...aurora,
        leaseTableName: lease.tableName,
        accessPointArn: bucket.accessPointArn,
        routingStoreArn: routingStore.routingStoreArn,
        sentinelFunctionName: sentinelFunctionName(),
      }),
      leaseTableArns: leaseTableArns(config, thirdSite(config), leaseTableArn).all,
      logRetentionDays,
      reservedConcurrency: config.controllers.reservedConcurrency,
      protect,
      tags,
    },
    opts,
  );

  return {
    ...aurora,
    accessPointArn: bucket.accessPointArn,
    batchReplicationRoleArns: Object.fromEntries(
      Object.entries(bucket.replications).map(([region, { batchRole }]) => [region, batchRole.arn]),
    ),
    bucketArns: bucket.bucketArns,
    certificateArns: certificates.arns,
    dataKeyArns,
    databasePassword: credentials.password,
    hostedZoneId,
    leaseTableArns: lease.arns,
    leaseTableName: lease.tableName,
    logBuckets,
    originVerify: pulumi.secret(originVerify.result),
    secretArns: credentials.secretArns,
    routingStoreArn: routingStore.routingStoreArn,
    sentinelFunctionName: sentinelFunctionName(),
  };
}

/** The existing keys of the home region and of all regions; undefined where the program makes them. */
function existingKeys({ dataKeyArns, homeRegion, regions }: RedoubtConfig): Record<string, string> | undefined {
  if (dataKeyArns === undefined) return undefined;
  const used = new Set([homeRegion, ...Object.keys(regions)]);
  return Object.fromEntries([...used].map((region) => [region, dataKeyArns[region] ?? ""]));
}

/** The password of an adopted database's master user, from its secret; undefined where one is generated. */
function existingPassword(
  { abandoned, database: { secretArn }, lost }: RedoubtConfig,
  opts: pulumi.InvokeOptions,
): pulumi.Output<string> | undefined {
  if (secretArn === undefined) return undefined;
  const region = secretArn.split(":")[3] ?? "";
  if (lost.includes(region) || region in abandoned) {
    throw new UserError(
      `database.secretArn: got ${secretArn}, in a region that is lost; name a copy in another region`,
    );
  }
  const { secretString } = secretsmanager.getSecretVersionOutput({ region, secretId: secretArn }, opts);
  return pulumi.secret(secretString.apply((text) => passwordOf(secretArn, text)));
}

function passwordOf(secretArn: string, text: string): string {
  try {
    const { password } = JSON.parse(text) as { password?: unknown };
    if (typeof password === "string" && password !== "") return password;
  } catch {
    // Reported below; the parser's message would show the secret.
  }
  throw new UserError(`database.secretArn: got ${secretArn}, whose value is not JSON with a password; write one`);
}
