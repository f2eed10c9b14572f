import * as pulumi from "@pulumi/pulumi";
import * as library from "../../components";

export interface RegionalKeyArgs {
  readonly region: library.RegionalKeyArgs["region"];
  readonly accountId: library.RegionalKeyArgs["accountId"];
  readonly tags?: library.RegionalKeyArgs["tags"];
  readonly protect?: library.RegionalKeyArgs["protect"];
  readonly autoScalingRoleArn?: library.RegionalKeyArgs["autoScalingRoleArn"];
}

/** A key for data that stays in its region: logs, notifications and volumes. */
export class RegionalKey extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: RegionalKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:RegionalKey", name, {}, opts);
    this.arn = new library.RegionalKey(name, args, { parent: this }).arn;
    this.registerOutputs({ arn: this.arn });
  }
}
