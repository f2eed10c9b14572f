import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { evaluatePreview } from "../../../policy/evaluate";
import { ofType, one } from "../../support/preview";
import { runAlone } from "../../support/run-program";

describe("examples/standby-database", () => {
  it("registers an encrypted replica of the existing instance, and nothing that the whole program supplies", async () => {
    const stack = await runAlone(async () => {
      for (const [key, value] of Object.entries({
        source: "arn:aws:rds:us-east-1:123456789012:db:orders",
        vpcId: "vpc-0123456789abcdef0",
        databaseSubnetIds: "subnet-0c1,subnet-0c2",
      })) {
        pulumi.runtime.setConfig(`standby-database:${key}`, value);
      }
      return require("../../../examples/standby-database");
    });
    expect(one(stack, "rds/instance:Instance").inputs).to.include({ region: "us-west-1", storageEncrypted: true });
    const { violations } = evaluatePreview({ stacks: [stack] });
    const mandatory = violations.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
    expect(mandatory.map(({ message, policy }) => `${policy}: ${message}`)).to.deep.equal([]);
    expect(ofType(stack, "rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication")).to.have.length(
      1,
    );
  });
});
