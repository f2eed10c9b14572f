import { expect } from "chai";
import { OriginCertificates } from "../../../../components";
import { ofType, one } from "../../../support/preview";
import { errorOf, runComponents } from "../../../support/run-program";

const args = { originDomain: "origin.example.com", hostedZoneId: "Z1" };

describe("OriginCertificates", () => {
  it("validates the certificates of all regions by one record, that of the first region", async () => {
    const regions = ["us-west-1", "us-east-1"];
    const { stack } = await runComponents((opts) => new OriginCertificates("origin", { ...args, regions }, opts));
    expect(ofType(stack, "acm/certificate:Certificate").map(({ region }) => region)).to.have.members(regions);
    const record = one(stack, "route53/record:Record");
    expect(record.propertyDependencies.name).to.include(one(stack, "acm/certificate:Certificate", "us-west-1").urn);
    for (const validation of ofType(stack, "acm/certificateValidation:CertificateValidation")) {
      expect(validation.propertyDependencies.validationRecordFqdns, validation.urn).to.include(record.urn);
    }
  });

  it("refuses an empty list of regions", async () => {
    expect(await errorOf(() => new OriginCertificates("origin", { ...args, regions: [] }))).to.equal(
      "origin: regions: got none; name at least one",
    );
  });
});
