import type { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import {
  type DBCluster,
  DescribeDBClustersCommand,
  DescribeGlobalClustersCommand,
  FailoverGlobalClusterCommand,
  type GlobalCluster,
  type RDSClient,
  SwitchoverGlobalClusterCommand,
} from "@aws-sdk/client-rds";
import type { Deployment } from "../../deployment";
import type { EpochGuard } from "../../protocol/epoch-guard";
import {
  type Clock,
  type DatabasePort,
  type DatabaseState,
  keepsWrites,
  type Lag,
  type PromotionTarget,
  Refused,
} from "../../protocol/ports";
import { type DatabaseMarkers, markerArrives } from "../markers";
import { bounded, isError } from "./bounded";
import type { ClusterInstances } from "./cluster-instances";
import { newestLag } from "./newest-lag";
import { resourcesOf } from "./resources";

interface DatabaseClients {
  rds(region: string): RDSClient;
  cloudwatch(region: string): CloudWatchClient;
}

/** Clusters of an Aurora Global Database, one per region: the primary or a secondary. */
export class AuroraDatabase implements DatabasePort {
  constructor(
    private readonly deployment: Deployment,
    private readonly globalClusterIdentifier: string,
    private readonly clients: DatabaseClients,
    private readonly instances: ClusterInstances,
    private readonly guard: EpochGuard,
    private readonly markers: DatabaseMarkers,
    private readonly clock: Pick<Clock, "now" | "sleep">,
  ) {}

  async describe(region: string): Promise<DatabaseState> {
    const [cluster, database] = await Promise.all([this.cluster(region), this.globalCluster(region)]);
    const role = roleOf(cluster, database);
    const id = cluster.DbClusterResourceId ?? "";
    if (role !== "replica") return { id, role, source: null, lag: null };
    return { id, role, source: primaryRegion(database), lag: await this.lag(region, cluster) };
  }

  async promote({ region, id, epoch, mode, source: expected }: PromotionTarget): Promise<void> {
    await this.guard.check(epoch, `promote the database of ${region}`);
    const [cluster, database] = await Promise.all([this.cluster(region), this.globalCluster(region)]);
    if (cluster.DbClusterResourceId !== id) {
      throw new Refused(
        `database of ${region}: got ${cluster.DbClusterResourceId}, the plan names ${id}; it was rebuilt`,
      );
    }
    if (roleOf(cluster, database) !== "replica") return;
    const source = primaryRegion(database);
    if (expected !== undefined && source !== expected) {
      throw new Error(`the cluster of ${region} now follows ${source}, not ${expected}`);
    }
    // Aurora promotes an instance of the cluster, so a headless one needs an instance first.
    const { available, detail } = await this.instances.ensure(region, 1);
    if (available === 0) throw new Error(`the cluster of ${region} has no available DB instance yet: ${detail}`);
    const target = {
      GlobalClusterIdentifier: this.globalClusterIdentifier,
      TargetDbClusterIdentifier: cluster.DBClusterArn,
    };
    // The Aurora User Guide has a switchover called in the primary's region, and a failover in the target's.
    if (mode === "switchover" && source !== null) {
      const command = new SwitchoverGlobalClusterCommand(target);
      await bounded((options) => this.clients.rds(source).send(command, options));
    } else {
      const command = new FailoverGlobalClusterCommand({ ...target, AllowDataLoss: true });
      await bounded((options) => this.clients.rds(region).send(command, options));
    }
  }

  /** Only a write that the global database keeps proves something. */
  async write(region: string, marker: string): Promise<void> {
    await this.markers.write(region, marker);
    const [cluster, database] = await Promise.all([this.cluster(region), this.globalCluster(region)]);
    const role = roleOf(cluster, database);
    if (keepsWrites(role)) return;
    const elsewhere =
      role === "demoting"
        ? `Aurora is replacing it as the primary of the global database by ${regionOf(database.FailoverState?.ToDbClusterArn)}`
        : `the primary of the global database is in ${primaryRegion(database)}`;
    throw new Error(`${region} took a write, but ${elsewhere}; docs/troubleshooting.md`);
  }

  async caughtUp(from: string, to: string): Promise<boolean> {
    return markerArrives(this.markers, from, to, this.clock);
  }

  private async cluster(region: string): Promise<DBCluster> {
    const DBClusterIdentifier = resourcesOf(this.deployment, region).databaseIdentifier;
    const nothing = `database ${DBClusterIdentifier}: there is none in ${region}; deploy the region's stack first`;
    try {
      const command = new DescribeDBClustersCommand({ DBClusterIdentifier });
      const { DBClusters } = await bounded((options) => this.clients.rds(region).send(command, options));
      const [cluster] = DBClusters ?? [];
      if (cluster?.DbClusterResourceId === undefined) throw new Refused(nothing);
      return cluster;
    } catch (error) {
      if (isError(error, "DBClusterNotFoundFault")) throw new Refused(nothing);
      throw error;
    }
  }

  private async globalCluster(region: string): Promise<GlobalCluster> {
    const GlobalClusterIdentifier = this.globalClusterIdentifier;
    const nothing = `global database ${GlobalClusterIdentifier}: there is none; deploy the global stack first`;
    try {
      const command = new DescribeGlobalClustersCommand({ GlobalClusterIdentifier });
      const { GlobalClusters } = await bounded((options) => this.clients.rds(region).send(command, options));
      const [database] = GlobalClusters ?? [];
      if (database === undefined) throw new Refused(nothing);
      return database;
    } catch (error) {
      if (isError(error, "GlobalClusterNotFoundFault")) throw new Refused(nothing);
      throw error;
    }
  }

  /** How far the secondary is behind with user transactions, which CloudWatch has in milliseconds. */
  private lag(region: string, { DBClusterIdentifier }: DBCluster): Promise<Lag> {
    const dimension = { Name: "DBClusterIdentifier", Value: DBClusterIdentifier };
    const metric = { name: "AuroraGlobalDBRPOLag", dimension, unitsPerSecond: 1000 };
    return newestLag(this.clients.cloudwatch(region), metric, this.clock.now());
  }
}

/**
 * The role of a cluster. One that was removed from the global database takes writes by itself. A former primary that waits for its
 * resynchronization after a failover is no replica yet: its volume is still the old one.
 */
function roleOf(
  { DBClusterArn }: DBCluster,
  { FailoverState, GlobalClusterMembers }: GlobalCluster,
): DatabaseState["role"] {
  const member = GlobalClusterMembers?.find((each) => each.DBClusterArn === DBClusterArn);
  if (member === undefined) return "primary";
  const isChanging = FailoverState?.Status !== undefined;
  if (isChanging && FailoverState.ToDbClusterArn === DBClusterArn) return "promoting";
  if (member.IsWriter) return isChanging ? "demoting" : "primary";
  return member.SynchronizationStatus === "pending-resync" ? "rejoining" : "replica";
}

function primaryRegion({ GlobalClusterMembers }: GlobalCluster): string | null {
  const primary = GlobalClusterMembers?.find(({ IsWriter }) => IsWriter);
  return regionOf(primary?.DBClusterArn);
}

function regionOf(arn: string | undefined): string | null {
  return arn?.split(":")[3] ?? null;
}
