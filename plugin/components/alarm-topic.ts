import * as pulumi from "@pulumi/pulumi";
import * as library from "../../components";

export interface AlarmTopicArgs {
  readonly region: library.AlarmTopicArgs["region"];
  readonly accountId: library.AlarmTopicArgs["accountId"];
  readonly keyArn: library.AlarmTopicArgs["keyArn"];
  readonly tags?: library.AlarmTopicArgs["tags"];
}

/** The topic to which a region's alarms and failover controller publish. Subscribe people or an incident tool to it. */
export class AlarmTopic extends pulumi.ComponentResource {
  /** ARN of the topic; resolves once its policy is in place. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: AlarmTopicArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:AlarmTopic", name, {}, opts);
    this.arn = new library.AlarmTopic(name, args, { parent: this }).arn;
    this.registerOutputs({ arn: this.arn });
  }
}
