import { expect } from "chai";
import { ReplicatedDatabase } from "../../../../../components";
import { ofType } from "../../../../support/preview";
import { runComponents } from "../../../../support/run-program";
import { REPLICA } from "../arguments";

describe("RDS_REPLICA", () => {
  it("has the URNs of the first release, on which deployed stacks rely", async () => {
    const { stack } = await runComponents((opts) => new ReplicatedDatabase("orders", REPLICA, opts));
    const names = (type: string) => ofType(stack, type).map(({ urn }) => urn.split("::").slice(-2).join("::"));
    const parent = "redoubt:index:ReplicatedDatabase";
    expect(names("rds/instance:Instance")).to.deep.equal([`${parent}$aws:rds/instance:Instance::orders-g1`]);
    expect(names("rds/subnetGroup:SubnetGroup")).to.deep.equal([`${parent}$aws:rds/subnetGroup:SubnetGroup::orders`]);
    expect(names("rds/parameterGroup:ParameterGroup")).to.deep.equal([
      `${parent}$aws:rds/parameterGroup:ParameterGroup::orders`,
    ]);
    expect(names("ec2/securityGroup:SecurityGroup")).to.deep.equal([
      `${parent}$aws:ec2/securityGroup:SecurityGroup::orders`,
    ]);
    expect(
      names("rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication").map((urn) =>
        urn.split("::").at(-1),
      ),
    ).to.deep.equal(["orders-source-backups"]);
    expect(ofType(stack, "rds/cluster:Cluster")).to.deep.equal([]);
  });
});
