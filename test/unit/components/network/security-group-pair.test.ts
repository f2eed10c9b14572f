import { ComponentResource } from "@pulumi/pulumi";
import { expect } from "chai";
import { securityGroupPair } from "../../../../components/network/security-group-pair";
import { one } from "../../../support/preview";
import { runAlone } from "../../../support/run-program";

describe("securityGroupPair", () => {
  it("opens one port from the client to the server, on both groups", async () => {
    const stack = await runAlone(async () => {
      const parent = new ComponentResource("test:index:Parent", "parent");
      const end = (securityGroupId: string) => ({
        securityGroupId,
        ruleName: securityGroupId,
        description: "",
        parent,
      });
      securityGroupPair({ region: "us-east-1", port: 5432, client: end("sg-client"), server: end("sg-server") });
      return {};
    });
    const port = { ipProtocol: "tcp", fromPort: 5432, toPort: 5432 };
    expect(one(stack, "vpc/securityGroupEgressRule:SecurityGroupEgressRule").inputs).to.include({
      ...port,
      securityGroupId: "sg-client",
      referencedSecurityGroupId: "sg-server",
    });
    expect(one(stack, "vpc/securityGroupIngressRule:SecurityGroupIngressRule").inputs).to.include({
      ...port,
      securityGroupId: "sg-server",
      referencedSecurityGroupId: "sg-client",
    });
  });
});
