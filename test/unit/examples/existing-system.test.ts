import { join } from "node:path";
import { expect } from "chai";
import { previewInProcess } from "../../../automation/in-process-preview";

describe("examples/existing-system", () => {
  it("previews without a mandatory violation, with one new network and one new database", async () => {
    const { document } = await previewInProcess({
      project: join(__dirname, "../../../examples/existing-system/Pulumi.yaml"),
    });
    const mandatory = document.violations.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
    expect(mandatory.map(({ policy, message }) => `${policy}: ${message}`)).to.deep.equal([]);
    const namesOf = (type: string) =>
      document.stacks.flatMap(({ resources, stack }) =>
        resources.filter((resource) => resource.type === type).map(({ inputs }) => [stack, inputs.identifier]),
      );
    expect(namesOf("awsx:ec2:Vpc").map(([stack]) => stack)).to.deep.equal(["dr"]);
    expect(namesOf("aws:rds/instance:Instance")).to.deep.equal([
      ["prod", "orders"],
      ["dr", "redoubt-adopted-database-us-west-1-g1"],
    ]);
  });
});
