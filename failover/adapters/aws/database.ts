import type { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import {
  type DBInstance,
  DescribeDBInstancesCommand,
  PromoteReadReplicaCommand,
  type RDSClient,
} from "@aws-sdk/client-rds";
import type { Deployment } from "../../deployment";
import type { EpochGuard } from "../../protocol/epoch-guard";
import { numberOf } from "../../protocol/lease-item";
import { promotionKey } from "../../protocol/lease-keys";
import {
  type Clock,
  type DatabasePort,
  type DatabaseState,
  type Lag,
  type PromotionTarget,
  Refused,
} from "../../protocol/ports";
import { type DatabaseMarkers, markerArrives } from "../markers";
import { bounded, isError } from "./bounded";
import { newestLag } from "./newest-lag";
import { resourcesOf } from "./resources";
import { ConditionFailed } from "./single-table";
import type { TableClient } from "./table-client";

/**
 * After this time a promotion counts as complete although no other status than "available" was seen: the reboot takes a minute or two,
 * and may fall between two polls. A write decides in the end.
 */
const UNSEEN_REBOOT_MS = 5 * 60_000;

interface DatabaseClients {
  rds(region: string): RDSClient;
  cloudwatch(region: string): CloudWatchClient;
}

/** Amazon RDS instances, one per region: a primary or a cross-region read replica. */
export class RdsDatabase implements DatabasePort {
  constructor(
    private readonly deployment: Deployment,
    private readonly clients: DatabaseClients,
    private readonly table: TableClient,
    private readonly guard: EpochGuard,
    private readonly markers: DatabaseMarkers,
    private readonly clock: Pick<Clock, "now" | "sleep">,
  ) {}

  async describe(region: string): Promise<DatabaseState> {
    const instance = await this.instance(region);
    const id = instance.DbiResourceId ?? "";
    const role = await this.role(instance, id);
    if (role !== "replica") return { id, role, source: null, lag: null };
    // A source in another region is identified by its ARN, one in the same region by its identifier.
    const source = instance.ReadReplicaSourceDBInstanceIdentifier?.split(":")[3] ?? region;
    return { id, role, source, lag: await this.lag(region, instance) };
  }

  async promote({ region, id, epoch }: Omit<PromotionTarget, "mode">): Promise<void> {
    await this.guard.check(epoch, `promote the database of ${region}`);
    const instance = await this.instance(region);
    if (instance.DbiResourceId !== id) {
      throw new Refused(`database of ${region}: got ${instance.DbiResourceId}, the plan names ${id}; it was rebuilt`);
    }
    if ((await this.role(instance, id)) !== "replica") return;
    const command = new PromoteReadReplicaCommand({
      DBInstanceIdentifier: instance.DBInstanceIdentifier,
      // Without these RDS uses one day and a window of its own choice.
      BackupRetentionPeriod: instance.BackupRetentionPeriod,
      PreferredBackupWindow: instance.PreferredBackupWindow,
    });
    await bounded((options) => this.clients.rds(region).send(command, options));
    await this.remember(id, "requestedAt");
  }

  async write(region: string, marker: string): Promise<void> {
    await this.markers.write(region, marker);
  }

  async caughtUp(from: string, to: string): Promise<boolean> {
    return markerArrives(this.markers, from, to, this.clock);
  }

  private async instance(region: string): Promise<DBInstance> {
    const identifier = resourcesOf(this.deployment, region).databaseIdentifier;
    const nothing = `database ${identifier}: there is none in ${region}; deploy the region's stack first`;
    try {
      const command = new DescribeDBInstancesCommand({ DBInstanceIdentifier: identifier });
      const { DBInstances } = await bounded((options) => this.clients.rds(region).send(command, options));
      const [instance] = DBInstances ?? [];
      if (instance?.DbiResourceId === undefined) throw new Refused(nothing);
      return instance;
    } catch (error) {
      if (isError(error, "DBInstanceNotFound", "DBInstanceNotFoundFault")) throw new Refused(nothing);
      throw error;
    }
  }

  /**
   * Just after RDS accepted a promotion the instance is still "available", and a replica. It counts as a primary when it has no
   * source, its status is "available", and another status was seen in between.
   */
  private async role(instance: DBInstance, id: string): Promise<DatabaseState["role"]> {
    const isReplica = Boolean(instance.ReadReplicaSourceDBInstanceIdentifier);
    const promotion = await this.table.get(promotionKey(id));
    if (promotion === null) return isReplica ? "replica" : "primary";
    const available = instance.DBInstanceStatus === "available";
    if (!available && promotion.movedAt === undefined) await this.remember(id, "movedAt");
    const unseen = this.clock.now() - (numberOf(promotion.requestedAt) ?? 0) > UNSEEN_REBOOT_MS;
    const moved = promotion.movedAt !== undefined || unseen;
    return !isReplica && available && moved ? "primary" : "promoting";
  }

  private async remember(id: string, what: "requestedAt" | "movedAt"): Promise<void> {
    try {
      await this.table.update(promotionKey(id), {
        UpdateExpression: `SET ${what} = :now`,
        ConditionExpression: `attribute_not_exists(${what})`,
        ExpressionAttributeValues: { ":now": { N: String(this.clock.now()) } },
      });
    } catch (error) {
      // Another process has recorded it already.
      if (!(error instanceof ConditionFailed)) throw error;
    }
  }

  private lag(region: string, { DBInstanceIdentifier }: DBInstance): Promise<Lag> {
    const dimension = { Name: "DBInstanceIdentifier", Value: DBInstanceIdentifier };
    const metric = { name: "ReplicaLag", dimension, unitsPerSecond: 1 };
    return newestLag(this.clients.cloudwatch(region), metric, this.clock.now());
  }
}
