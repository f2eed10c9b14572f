import { expect } from "chai";
import fc from "fast-check";
import { deploymentName } from "../../../config/naming";

describe("deployment name", () => {
  it("is the project's name where every service accepts it", () => {
    expect(deploymentName("redoubt")).to.equal("redoubt");
    expect(deploymentName("shop-2-production")).to.equal("shop-2-production");
  });

  it("is changed and gets a hash where it is not accepted", () => {
    expect(deploymentName("Shop.EU_prod")).to.match(/^shop-eu-prod-[0-9a-f]{6}$/);
    expect(deploymentName("a-very-long-project-name")).to.match(/^a-very-long-p-[0-9a-f]{6}$/);
    // A Multi-Region Access Point's name has at least 3 characters.
    expect(deploymentName("eu")).to.match(/^eu-[0-9a-f]{6}$/);
    expect(deploymentName("123")).to.match(/^project-[0-9a-f]{6}$/);
  });

  it("is accepted by RDS, S3, IAM and SSM, and different for two projects", () => {
    const project = fc.stringMatching(/^[a-zA-Z0-9._-]{1,40}$/);
    fc.assert(
      fc.property(project, project, (one, other) => {
        expect(deploymentName(one)).to.match(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
        expect(deploymentName(one).length).to.be.within(3, 20);
        if (one !== other) expect(deploymentName(one)).not.to.equal(deploymentName(other));
      }),
    );
  });
});
