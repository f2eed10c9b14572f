import { expect } from "chai";
import { preview } from "../../../preview/preview";
import { projectWith } from "../../support/preview";
import { captured } from "../../support/run-cli";

describe("the program of a stack", () => {
  it("warns of the configuration once, in the global stack", async () => {
    const settings = {
      activeRegion: "eu-west-1",
      homeRegion: "eu-west-1",
      regions: {
        "eu-west-1": { stack: "prod", cidr: "10.10.0.0/16" },
        "eu-central-1": { stack: "dr", cidr: "10.20.0.0/16" },
      },
    };
    const { stderr } = await captured(async () => {
      await preview(projectWith(settings));
    });
    expect(stderr.match(/redoubt:leaseRegions: .* outside the EU/g)).to.have.length(1);
  });
});
