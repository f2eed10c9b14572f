import { expect } from "chai";
import { DEFAULTS } from "../../../config/defaults";
import { ofType, previewed, type Settings } from "../../support/preview";

/** Days that each log group and each log bucket keeps its content, by stack and name. */
async function retention(settings: Settings): Promise<[string, unknown][]> {
  const { stacks } = await previewed(settings);
  return stacks.flatMap((stack) => [
    ...ofType(stack, "cloudwatch/logGroup:LogGroup").map(({ name, inputs }): [string, unknown] => [
      `${stack.stack} ${name}`,
      inputs.retentionInDays,
    ]),
    ...ofType(stack, "s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration")
      .filter(({ name }) => name.includes("logs"))
      .map(({ name, inputs }): [string, unknown] => {
        const [rule] = inputs.rules as { expiration: { days: number } }[];
        return [`${stack.stack} ${name}`, rule?.expiration.days];
      }),
  ]);
}

describe("all stacks: log retention", () => {
  it("is a year by default", async () => {
    const found = await retention({});
    const names = found.map(([name]) => name);
    expect(names).to.include.members(["global logs-us-east-1", "edge edge-logs", "edge edge-acl-log"]);
    expect(found.filter(([, days]) => days !== DEFAULTS.logRetentionDays)).to.deep.equal([]);
  });

  it("is one setting for flow logs, functions, state machines, the web ACL and log buckets", async () => {
    const found = await retention({ logRetentionDays: 30 });
    expect(found.filter(([, days]) => days !== 30)).to.deep.equal([]);
  });
});
