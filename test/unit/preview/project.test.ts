import { expect } from "chai";
import { readProject } from "../../../preview/project";

describe("readProject", () => {
  it("returns the shipped configuration as the engine does", () => {
    const config = readProject("Pulumi.yaml").config("prod");
    expect(config["redoubt:activeRegion"]).to.equal("us-east-1");
    expect(JSON.parse(config["redoubt:leaseRegions"] ?? "")).to.deep.equal(["us-east-1", "us-east-2", "us-west-2"]);
  });
});
