import { expect } from "chai";
import { ReplicatedDatabase } from "../../../../components";
import { one } from "../../../support/preview";
import { runComponents } from "../../../support/run-program";
import { PRIMARY } from "./arguments";

describe("databaseSecurityGroup", () => {
  it("admits the clients' group only, on the engine's port", async () => {
    const { stack } = await runComponents((opts) => new ReplicatedDatabase("orders", PRIMARY, opts));
    const group = one(stack, "ec2/securityGroup:SecurityGroup");
    const ingress = one(stack, "vpc/securityGroupIngressRule:SecurityGroupIngressRule");
    const port = { ipProtocol: "tcp", fromPort: 5432, toPort: 5432 };
    expect(ingress.inputs).to.include({ ...port, referencedSecurityGroupId: "sg-clients" });
    expect(ingress.propertyDependencies.securityGroupId).to.deep.equal([group.urn]);
    const egress = one(stack, "vpc/securityGroupEgressRule:SecurityGroupEgressRule");
    expect(egress.inputs).to.include({ ...port, securityGroupId: "sg-clients" });
    expect(egress.propertyDependencies.referencedSecurityGroupId).to.deep.equal([group.urn]);
  });

  it("lets the database open no connection", async () => {
    const { stack } = await runComponents((opts) => new ReplicatedDatabase("orders", PRIMARY, opts));
    const group = one(stack, "ec2/securityGroup:SecurityGroup");
    expect(group.inputs).not.to.have.any.keys("ingress", "egress");
    const { propertyDependencies } = one(stack, "vpc/securityGroupEgressRule:SecurityGroupEgressRule");
    expect(propertyDependencies.securityGroupId ?? []).not.to.include(group.urn);
  });
});
