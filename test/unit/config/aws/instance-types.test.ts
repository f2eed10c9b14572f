import { expect } from "chai";
import { EC2_TYPES, INSTANCE_TYPES_SOURCE, RDS_CLASSES, typeFault } from "../../../../config/aws/instance-types";
import { KNOWN_REGIONS } from "../../../../config/aws/regions";

describe("instance types", () => {
  it("name their source and date", () => {
    expect(INSTANCE_TYPES_SOURCE).to.match(/^cfn-lint \d+\.\d+\.\d+, \d{4}-\d\d-\d\d$/);
  });

  it("are all accepted, in regions that the provider knows", () => {
    for (const known of [EC2_TYPES, ...Object.values(RDS_CLASSES)]) {
      expect(known.size).to.be.greaterThan(90);
      for (const [type, regions] of known) {
        expect(typeFault(type, known), type).to.equal(undefined);
        expect([...regions].filter((region) => !KNOWN_REGIONS.includes(region))).to.deep.equal([]);
      }
    }
  });

  it("exclude older generations and sizes that do not exist", () => {
    expect(typeFault("m0.large", EC2_TYPES)).to.match(/no such instance family/);
    expect(typeFault("m99g.gigantic", EC2_TYPES)).to.match(/no such instance family/);
    expect(typeFault("large", EC2_TYPES)).to.match(/no such instance family/);
    expect(typeFault("db.m6g.nano", RDS_CLASSES.postgres)).to.match(/no such size; db.m6g has /);
  });
});
