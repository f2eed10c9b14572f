import { expect } from "chai";
import { RegionalKey, type RegionalKeyArgs } from "../../../../components";
import { one, policyOf } from "../../../support/preview";
import { runComponents } from "../../../support/run-program";

const args = { region: "us-east-1", accountId: "123456789012" };
const role = "arn:aws:iam::123456789012:role/auto-scaling";

async function statementsOf(own: Partial<RegionalKeyArgs> = {}) {
  const { stack } = await runComponents((opts) => new RegionalKey("key", { ...args, ...own }, opts));
  return policyOf(one(stack, "kms/key:Key")).Statement;
}

describe("RegionalKey", () => {
  it("lets the region's log groups and the account's alarms use it, and nobody else", async () => {
    const [, logs, alarms, ...others] = await statementsOf();
    expect(others).to.deep.equal([]);
    expect(logs).to.deep.include({
      Principal: { Service: "logs.us-east-1.amazonaws.com" },
      Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:us-east-1:123456789012:*" } },
    });
    expect(alarms).to.deep.include({
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
    });
  });

  it("lets Auto Scaling encrypt volumes and grant EC2 the key where it is given the role", async () => {
    const statements = (await statementsOf({ autoScalingRoleArn: role })).filter(
      ({ Principal }) => (Principal as { AWS?: string }).AWS === role,
    );
    expect(statements.map(({ Action }) => Action)).to.deep.include("kms:CreateGrant");
    const grant = statements.find(({ Action }) => Action === "kms:CreateGrant");
    expect(grant?.Condition).to.deep.equal({ Bool: { "kms:GrantIsForAWSResource": "true" } });
  });

  it("rotates, waits 30 days before deletion, and is protected unless the stack is meant to be destroyed", async () => {
    const guarded = await runComponents((opts) => new RegionalKey("key", args, opts));
    expect(one(guarded.stack, "kms/key:Key").inputs).to.include({ enableKeyRotation: true, deletionWindowInDays: 30 });
    expect(guarded.optionsOf("kms/key:Key", "key")).to.include({ protect: true, retainOnDelete: true });
    const temporary = await runComponents((opts) => new RegionalKey("key", { ...args, protect: false }, opts));
    expect(temporary.optionsOf("kms/key:Key", "key")).to.include({ protect: false, retainOnDelete: false });
  });
});
