import { expect } from "chai";
import { SnsNotifications } from "../../../../../failover/adapters/aws/notifications";
import { standInClients } from "./stand-ins";

describe("adapters: notifications", () => {
  it("tell the topic, under a subject that SNS takes", async () => {
    const { asked, clients } = standInClients({ Publish: () => ({}) });
    const port = new SnsNotifications("arn:topic", clients.sns("us-west-1"));
    await port.notify({ key: "r end", subject: `epoch 3 → 4 ${"x".repeat(200)}`, text: "told" });
    const subject = `epoch 3   4 ${"x".repeat(200)}`.slice(0, 100);
    expect(asked[0]?.input).to.deep.equal({
      TopicArn: "arn:topic",
      Subject: subject,
      Message: "told",
      MessageAttributes: { key: { DataType: "String", StringValue: "r end" } },
    });
  });
});
