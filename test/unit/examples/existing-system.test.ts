import { expect } from "chai";
import { previewedExample } from "../../support/previewed-example";

describe("examples/existing-system", () => {
  it("previews without a mandatory violation, with one new network and one new database", async () => {
    const { document, mandatory } = await previewedExample("existing-system");
    expect(mandatory).to.deep.equal([]);
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
