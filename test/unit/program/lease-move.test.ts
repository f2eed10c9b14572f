import { expect } from "chai";
import type { PreviewedStack } from "../../../preview/document";
import { ofType, one, policyOf, previewed, stackOf } from "../../support/preview";

const european = ["eu-west-1", "eu-west-2", "eu-west-3"];
const american = ["us-east-1", "us-east-2", "us-west-2"];
const prepared = { secondLeaseTable: { generation: 2, regions: european }, thirdSite: "us-east-2" };
const moved = {
  leaseRegions: european,
  leaseGeneration: 2,
  secondLeaseTable: { generation: 1, regions: american },
  thirdSite: "us-east-2",
};

const tables = (stack: PreviewedStack) =>
  ofType(stack, "dynamodb/table:Table").map(({ urn, region, inputs }) => [urn.split("::").at(-1), region, inputs.name]);
/** The lease tables that the policies of a stack's roles name. */
const permitted = (stack: PreviewedStack) => {
  const text = ofType(stack, "iam/rolePolicy:RolePolicy").map(({ inputs }) => String(inputs.policy));
  return new Set(text.join().match(/table\/[\w-]*lease[\w-]*/g));
};

describe("all stacks: move of the lease", () => {
  it("has a second table without a lease beside the first one, which every role may use", async () => {
    const document = await previewed(prepared);
    const global = stackOf(document, "global");
    expect(tables(global)).to.deep.equal([
      ["lease", "us-east-2", "redoubt-lease"],
      ["lease-g2", "eu-west-1", "redoubt-lease-g2"],
    ]);
    expect(ofType(global, "dynamodb/tableItem:TableItem")).to.have.length(1);
    for (const name of ["prod", "dr"]) {
      expect(permitted(stackOf(document, name))).to.include("table/redoubt-lease-g2");
      expect(stackOf(document, name).outputs.leaseTables).to.deep.equal(["redoubt-lease", "redoubt-lease-g2"]);
    }
  });

  it("keeps every resource where it is after the move, but the functions and agents read the second table", async () => {
    const before = stackOf(await previewed({}), "global");
    const after = stackOf(await previewed(moved), "global");
    const places = (stack: PreviewedStack) => new Map(stack.resources.map(({ urn, region }) => [urn, region]));
    const then = places(after);
    for (const [urn, region] of places(before)) expect(then.get(urn), urn).to.equal(region);
    expect(after.outputs.leaseTableName).to.equal("redoubt-lease-g2");
    const { environment } = one(after, "lambda/function:Function", "observer").inputs as {
      environment: { variables: { REDOUBT_DEPLOYMENT: string } };
    };
    expect(JSON.parse(environment.variables.REDOUBT_DEPLOYMENT)).to.deep.include({
      leaseTableName: "redoubt-lease-g2",
      leaseRegions: european,
    });
  });

  it("has only the second table at the end", async () => {
    const { secondLeaseTable: _, ...finished } = moved;
    const document = await previewed(finished);
    expect(tables(stackOf(document, "global"))).to.deep.equal([["lease-g2", "eu-west-1", "redoubt-lease-g2"]]);
    const application = one(stackOf(document, "dr"), "iam/rolePolicy:RolePolicy", "failover-step");
    expect(JSON.stringify(policyOf(application))).to.not.include('table/redoubt-lease"');
  });
});
