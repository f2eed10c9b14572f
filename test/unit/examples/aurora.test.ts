import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { previewInProcess } from "../../../automation/in-process-preview";

const FOLDER = join(__dirname, "../../../examples/aurora");

describe("examples/aurora", () => {
  it("previews without a mandatory violation, with a cluster and two instances in each region", async () => {
    const { document } = await previewInProcess({ project: join(FOLDER, "Pulumi.yaml") });
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

  it("has the shipped policy configuration beside its project, which a preview in its folder uses", () => {
    const read = (folder: string) => readFileSync(join(folder, "policy-config.json"), "utf8");
    expect(read(FOLDER)).to.equal(read(join(FOLDER, "../..")));
  });
});
