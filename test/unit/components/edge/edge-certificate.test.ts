import { expect } from "chai";
import { EdgeCertificate } from "../../../../components";
import { ofType, one } from "../../../support/preview";
import { runComponents } from "../../../support/run-program";

const args = { domain: "example.com", alternativeNames: ["www.example.com"], hostedZoneId: "Z1" };

describe("EdgeCertificate", () => {
  it("has a validation record for each name", async () => {
    const { stack } = await runComponents((opts) => new EdgeCertificate("viewers", args, opts));
    const records = ofType(stack, "route53/record:Record");
    expect(records.map(({ name }) => name)).to.have.members([
      "viewers-validation-example.com",
      "viewers-validation-www.example.com",
    ]);
    expect(new Set(records.map(({ inputs }) => inputs.name)).size).to.equal(2);
    expect(
      one(stack, "acm/certificateValidation:CertificateValidation").propertyDependencies.validationRecordFqdns,
    ).to.include.members(records.map(({ urn }) => urn));
  });

  it("is in CloudFront's region", async () => {
    const { stack } = await runComponents((opts) => new EdgeCertificate("viewers", args, opts));
    expect(one(stack, "acm/certificate:Certificate").region).to.equal("us-east-1");
  });
});
