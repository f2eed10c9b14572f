import { expect } from "chai";
import * as componentTypes from "../../../readiness/component-types";
import { inventoryOf } from "../../support/report";

describe("the component types", () => {
  it("are types that the components register", async () => {
    const inventory = await inventoryOf({ breakGlassCidrs: ["198.51.100.0/24"] });
    const registered = new Set(inventory.resources.map(({ type }) => type));
    expect(Object.values(componentTypes).filter((type) => !registered.has(type))).to.deep.equal([]);
  });
});
