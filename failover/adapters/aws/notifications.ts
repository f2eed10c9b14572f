import { PublishCommand, type SNSClient } from "@aws-sdk/client-sns";
import type { NotificationsPort } from "../../protocol/ports";
import { bounded } from "./bounded";

/** A subject has at most 100 printable ASCII characters (Amazon SNS API, Publish). */
const SUBJECT_LENGTH = 100;

/** Publishes to an SNS topic of the region that becomes active. */
export class SnsNotifications implements NotificationsPort {
  constructor(
    private readonly topicArn: string,
    private readonly client: SNSClient,
  ) {}

  async notify({ key, subject, text }: { key: string; subject: string; text: string }): Promise<void> {
    const command = new PublishCommand({
      TopicArn: this.topicArn,
      Subject: subject.replace(/[^\x20-\x7e]+/g, " ").slice(0, SUBJECT_LENGTH),
      Message: text,
      MessageAttributes: { key: { DataType: "String", StringValue: key } },
    });
    await bounded((options) => this.client.send(command, options));
  }
}
