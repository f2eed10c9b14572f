import * as pulumi from "@pulumi/pulumi";
import * as library from "../../components";

export interface LeaseTableArgs {
  readonly tableName: library.LeaseTableArgs["tableName"];
  readonly homeRegion: library.LeaseTableArgs["homeRegion"];
  readonly tags?: library.LeaseTableArgs["tags"];
  readonly protect?: library.LeaseTableArgs["protect"];
  /** Three regions of one DynamoDB strong-consistency set. */
  readonly regions: string[];
  /** The lease of the first deployment. Later only the controllers change it. The default is none, as for a table to which the lease is moved. */
  readonly firstLease?: FirstLease;
}

/** The first lease. */
export interface FirstLease {
  /** Region that may accept writes. */
  readonly activeRegion: string;
  /** Duration of the lease, seconds. */
  readonly leaseSeconds: number;
  /** Longest duration of a write, seconds. */
  readonly writeSeconds: number;
}

/** The table of the lease and of the failover journal: a DynamoDB global table with multi-Region strong consistency. */
export class LeaseTable extends pulumi.ComponentResource {
  readonly tableName: pulumi.Output<string>;
  /** ARNs of the table's replicas, by region. */
  readonly arns: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: LeaseTableArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:LeaseTable", name, {}, opts);
    const table = new library.LeaseTable(name, args, { parent: this });
    this.tableName = table.tableName;
    this.arns = pulumi.output(table.arns);
    this.registerOutputs({ tableName: this.tableName, arns: this.arns });
  }
}
