import * as dynamodb from "@pulumi/aws/dynamodb";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { encodeLease, firstLease } from "../../failover/protocol/lease-item";
import type { PublishedTiming } from "../../failover/protocol/types";
import { dataOptions } from "../data-protection";
import { arnIn } from "../iam/arn";

export interface LeaseTableArgs {
  /** The table's name in AWS, fixed so that it can be looked up before the stack is deployed. */
  readonly tableName: string;
  /** Three regions of one DynamoDB strong-consistency set. */
  readonly regions: readonly string[];
  /** The one of them through which the table is managed: a third site, which hosts no tier. */
  readonly homeRegion: string;
  /** The region that may write when the system is first deployed; from then on the lease is the controllers' alone. */
  readonly firstActiveRegion: string;
  /** Timing of the first lease, seconds; a later change is published by `redoubt up`. */
  readonly timing: Omit<PublishedTiming, "longestSeconds">;
  /**
   * Guard the table against deletion.
   * @default true
   */
  readonly protect?: boolean;
  readonly tags?: Tags;
}

/**
 * The table of the lease and of the failover journal: a DynamoDB global table with multi-Region strong consistency, so that a
 * conditional write holds in all three regions at once and survives the loss or isolation of any one of them.
 * failover/protocol/lease-item.ts defines its layout; its items hold regions, epochs and times, and no secret.
 */
export class LeaseTable extends pulumi.ComponentResource {
  readonly tableName: pulumi.Output<string>;
  /** ARN of the table in the home region; its replicas' differ in the region alone. */
  readonly arns: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: LeaseTableArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:LeaseTable", name, {}, opts);
    const protect = args.protect ?? true;
    const table = new dynamodb.Table(
      name,
      {
        region: args.homeRegion,
        name: args.tableName,
        attributes: [{ name: "pk", type: "S" }],
        hashKey: "pk",
        billingMode: "PAY_PER_REQUEST",
        pointInTimeRecovery: { enabled: true },
        serverSideEncryption: { enabled: true },
        deletionProtectionEnabled: protect,
        replicas: args.regions
          .filter((region) => region !== args.homeRegion)
          .map((regionName) => ({
            regionName,
            consistencyMode: "STRONG",
            pointInTimeRecovery: true,
            deletionProtectionEnabled: protect,
            propagateTags: true,
          })),
        tags: named(args.tags, name),
      },
      { parent: this, ...dataOptions(protect) },
    );
    new dynamodb.TableItem(
      `${name}-first-lease`,
      {
        region: args.homeRegion,
        tableName: table.name,
        hashKey: "pk",
        item: JSON.stringify(encodeLease(firstLease(args.firstActiveRegion, args.timing))),
      },
      // Seeded once: an update that wrote it back would undo a failover.
      { parent: this, ignoreChanges: ["item"], ...dataOptions(protect) },
    );
    this.tableName = table.name;
    this.arns = Object.fromEntries(
      args.regions.map((region) => [region, table.arn.apply((arn) => arnIn(region, arn))]),
    );
    this.registerOutputs({ tableName: this.tableName, arns: this.arns });
  }
}
