import { join } from "node:path";
import { expect } from "chai";
import { previewInProcess } from "../../../automation/in-process-preview";

describe("examples/aurora", () => {
  it("previews without a mandatory violation, with a cluster and two instances in each region", async () => {
    const { document } = await previewInProcess({ project: join(__dirname, "../../../examples/aurora/Pulumi.yaml") });
    const mandatory = document.violations.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
    expect(mandatory.map(({ policy, message }) => `${policy}: ${message}`)).to.deep.equal([]);
    const regionsOf = (type: string) =>
      document.stacks
        .flatMap(({ resources }) => resources)
        .filter((resource) => resource.type === type)
        .map(({ region }) => region);
    expect(regionsOf("aws:rds/globalCluster:GlobalCluster")).to.deep.equal(["us-east-1"]);
    expect(regionsOf("aws:rds/cluster:Cluster")).to.have.members(["us-east-1", "us-west-1"]);
    expect(regionsOf("aws:rds/clusterInstance:ClusterInstance")).to.have.length(4);
    expect(regionsOf("aws:rds/instance:Instance")).to.deep.equal([]);
  });
});
