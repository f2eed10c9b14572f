import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { previewedExample } from "../../support/previewed-example";

const FOLDER = join(__dirname, "../../../examples/aurora");

describe("examples/aurora", () => {
  it("previews without a mandatory violation, with a cluster and two instances in each region", async () => {
    const { mandatory, regionsOf } = await previewedExample("aurora");
    expect(mandatory).to.deep.equal([]);
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
