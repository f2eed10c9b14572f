import { join } from "node:path";
import { expect } from "chai";
import { previewInProcess } from "../../../automation/in-process-preview";

describe("examples/containers", () => {
  it("previews without a mandatory violation, with two services and no instance in each region", async () => {
    const project = join(__dirname, "../../../examples/containers/Pulumi.yaml");
    const { document } = await previewInProcess({ project });
    const mandatory = document.violations.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
    expect(mandatory.map(({ policy, message }) => `${policy}: ${message}`)).to.deep.equal([]);
    const regionsOf = (type: string) =>
      document.stacks
        .flatMap(({ resources }) => resources)
        .filter((resource) => resource.type === type)
        .map(({ region }) => region);
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
