import * as dynamodb from "@pulumi/aws/dynamodb";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { encodeLease, firstLease as leaseOfFirstDeployment } from "../../failover/protocol/lease-item";
import type { PublishedTiming } from "../../failover/protocol/types";
import { dataOptions } from "../data-protection";
import { arnIn } from "../iam/arn";
import { type Transform, transformed } from "../transform";

export interface LeaseTableArgs {
  /** Name of the table in AWS. It is fixed, so that it can be looked up before the stack is deployed. */
  readonly tableName: string;
  /** Three regions of one DynamoDB strong-consistency set. */
  readonly regions: readonly string[];
  /** The one of them through which the table is managed: the third site. */
  readonly homeRegion: string;
  /**
   * The lease of the first deployment: the region that may accept writes, and the timing in seconds. Later only the controllers change the
   * lease, and `redoubt up` publishes another timing.
   * @default none, as for a table to which the lease is moved
   */
  readonly firstLease?: { readonly activeRegion: string } & Omit<PublishedTiming, "longestSeconds">;
  /**
   * Protect the table against deletion.
   * @default true
   */
  readonly protect?: boolean;
  readonly tags?: Tags;
  /** Changes the arguments of the underlying resources. */
  readonly transform?: { readonly table?: Transform<dynamodb.TableArgs> };
}

/**
 * The table of the lease and of the failover journal: a DynamoDB global table with multi-Region strong consistency. A conditional write
 * holds in all three regions at once and survives the loss or isolation of any one of them. Its items, which
 * failover/protocol/lease-item.ts defines, contain no secret.
 * @example
 * new LeaseTable("lease", {
 *   tableName: "shop-lease",
 *   regions: ["us-east-1", "us-east-2", "us-west-2"],
 *   homeRegion: "us-east-2",
 *   firstLease: { activeRegion: "us-east-1", leaseSeconds: 30, writeSeconds: 10 },
 * });
 */
export class LeaseTable extends pulumi.ComponentResource {
  readonly table: dynamodb.Table;
  readonly tableName: pulumi.Output<string>;
  /** ARNs of the table's replicas, by region. */
  readonly arns: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: LeaseTableArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:LeaseTable", name, {}, opts);
    const { firstLease, homeRegion: region, protect = true, regions, tableName, tags, transform } = args;
    const options = { parent: this, ...dataOptions(protect) };
    this.table = new dynamodb.Table(
      ...transformed<dynamodb.TableArgs>(
        transform?.table,
        name,
        {
          region,
          name: tableName,
          attributes: [{ name: "pk", type: "S" }],
          hashKey: "pk",
          billingMode: "PAY_PER_REQUEST",
          pointInTimeRecovery: { enabled: true },
          serverSideEncryption: { enabled: true },
          deletionProtectionEnabled: protect,
          replicas: regions
            .filter((each) => each !== region)
            .map((regionName) => ({
              regionName,
              consistencyMode: "STRONG",
              pointInTimeRecovery: true,
              deletionProtectionEnabled: protect,
              propagateTags: true,
            })),
          tags: named(tags, name),
        },
        options,
      ),
    );
    this.tableName = this.table.name;
    if (firstLease !== undefined) {
      const { activeRegion, ...timing } = firstLease;
      new dynamodb.TableItem(
        `${name}-first-lease`,
        {
          region,
          tableName: this.tableName,
          hashKey: "pk",
          item: JSON.stringify(encodeLease(leaseOfFirstDeployment(activeRegion, timing))),
        },
        // Created once: an update that restored the first lease would undo a failover.
        { ...options, ignoreChanges: ["item"] },
      );
    }
    this.arns = Object.fromEntries(regions.map((each) => [each, this.table.arn.apply((arn) => arnIn(each, arn))]));
    this.registerOutputs({ tableName: this.tableName, arns: this.arns });
  }
}
