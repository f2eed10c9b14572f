import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";

export interface AlarmTopicArgs {
  readonly region: string;
  readonly accountId: pulumi.Input<string>;
  /** Key of the region that encrypts what is published. */
  readonly keyArn: pulumi.Input<string>;
  readonly tags?: Tags;
}

/** Where a region's alarms and its failover controller tell people what happens; subscribe to it. */
export class AlarmTopic extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: AlarmTopicArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:AlarmTopic", name, {}, opts);
    const { region, accountId } = args;
    const topic = new sns.Topic(
      name,
      { region, kmsMasterKeyId: args.keyArn, tags: named(args.tags, name) },
      { parent: this },
    );
    const statement = {
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: "sns:Publish",
      Resource: topic.arn,
      Condition: { StringEquals: { "aws:SourceAccount": accountId } },
    };
    const tlsOnly = {
      Effect: "Deny",
      Principal: "*",
      Action: "sns:Publish",
      Resource: topic.arn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    };
    const policy = new sns.TopicPolicy(
      name,
      {
        region,
        arn: topic.arn,
        policy: pulumi.jsonStringify({ Version: "2012-10-17", Statement: [statement, tlsOnly] }),
      },
      { parent: this },
    );
    this.arn = policy.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
