import { expect } from "chai";
import { AlarmTopic } from "../../../../components";
import { one, policyOf } from "../../../support/preview";
import { runComponents } from "../../../support/run-program";

const args = { region: "us-east-1", accountId: "123456789012", keyArn: "arn:aws:kms:us-east-1:123456789012:key/k" };

describe("AlarmTopic", () => {
  it("encrypts its messages with the region's key", async () => {
    const { stack } = await runComponents((opts) => new AlarmTopic("alarms", args, opts));
    expect(one(stack, "sns/topic:Topic").inputs).to.include({ region: "us-east-1", kmsMasterKeyId: args.keyArn });
  });

  it("accepts messages from the account's alarms only, over TLS", async () => {
    const { stack } = await runComponents((opts) => new AlarmTopic("alarms", args, opts));
    const [allowed, denied, ...others] = policyOf(one(stack, "sns/topicPolicy:TopicPolicy")).Statement;
    expect(others).to.deep.equal([]);
    expect(allowed).to.deep.include({
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: "sns:Publish",
      Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
    });
    expect(denied).to.deep.include({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } });
  });

  it("hands out its ARN once the policy is in place", async () => {
    const { stack } = await runComponents((opts) => {
      const { arn } = new AlarmTopic("alarms", args, opts);
      new AlarmTopic("second", { ...args, keyArn: arn }, opts);
    });
    const topics = stack.resources.filter(({ type }) => type === "aws:sns/topic:Topic");
    const second = topics.find(({ name }) => name === "second");
    expect(second?.propertyDependencies.kmsMasterKeyId).to.include(
      one(stack, "sns/topicPolicy:TopicPolicy", "alarms").urn,
    );
  });
});
