import { expect } from "chai";
import { previewedExample } from "../../support/previewed-example";

describe("examples/containers", () => {
  it("previews without a mandatory violation, with two services and no instance in each region", async () => {
    const { mandatory, regionsOf } = await previewedExample("containers");
    expect(mandatory).to.deep.equal([]);
    expect(regionsOf("aws:ecs/service:Service").toSorted()).to.deep.equal([
      "us-east-1",
      "us-east-1",
      "us-west-1",
      "us-west-1",
    ]);
    expect(regionsOf("aws:ecr/replicationConfiguration:ReplicationConfiguration")).to.have.members([
      "us-east-1",
      "us-west-1",
    ]);
    expect(regionsOf("aws:ec2/launchTemplate:LaunchTemplate")).to.deep.equal([]);
  });
});
