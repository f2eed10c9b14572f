import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { denyWithoutTls, policyDocument } from "../iam/policy-document";
import { type Transform, transformed } from "../transform";

export interface AlarmTopicArgs {
  readonly region: string;
  /** Account whose alarms may publish. */
  readonly accountId: pulumi.Input<string>;
  /** Key of the region that encrypts the messages; its policy must let CloudWatch use it. */
  readonly keyArn: pulumi.Input<string>;
  readonly tags?: Tags;
  /** Changes the arguments of the underlying resources. */
  readonly transform?: {
    readonly topic?: Transform<sns.TopicArgs>;
    readonly policy?: Transform<sns.TopicPolicyArgs>;
  };
}

/**
 * The topic to which a region's alarms and failover controller publish. Subscribe people or an incident tool to it.
 * @example
 * const topic = new AlarmTopic("alarms", { region: "us-east-1", accountId, keyArn: key.arn });
 * new aws.sns.TopicSubscription("on-call", { topic: topic.arn, protocol: "email", endpoint: "on-call@example.com" });
 */
export class AlarmTopic extends pulumi.ComponentResource {
  readonly topic: sns.Topic;
  readonly policy: sns.TopicPolicy;
  /** ARN of the topic; resolves once its policy is in place. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: AlarmTopicArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:AlarmTopic", name, {}, opts);
    const { accountId, region, transform } = args;
    const parent = { parent: this };
    this.topic = new sns.Topic(
      ...transformed(
        transform?.topic,
        name,
        { region, kmsMasterKeyId: args.keyArn, tags: named(args.tags, name) },
        parent,
      ),
    );
    const policy = policyDocument([
      {
        principal: { Service: "cloudwatch.amazonaws.com" },
        actions: "sns:Publish",
        resources: this.topic.arn,
        condition: { StringEquals: { "aws:SourceAccount": accountId } },
      },
      denyWithoutTls("sns:Publish", this.topic.arn),
    ]);
    this.policy = new sns.TopicPolicy(
      ...transformed(transform?.policy, name, { region, arn: this.topic.arn, policy }, parent),
    );
    this.arn = this.policy.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
