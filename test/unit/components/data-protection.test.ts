import { expect } from "chai";
import { dataOptions } from "../../../components/data-protection";

describe("dataOptions", () => {
  it("protect and retain by default", () => {
    expect(dataOptions()).to.deep.equal({ protect: true, retainOnDelete: true });
  });

  it("let a stack that is meant to be destroyed delete its data", () => {
    expect(dataOptions(false)).to.deep.equal({ protect: false, retainOnDelete: false });
  });
});
