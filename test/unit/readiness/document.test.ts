import { readFileSync } from "node:fs";
import Ajv from "ajv";
import { expect } from "chai";
import { fourRegions, reportOf, worstReport } from "../../support/report";

describe("the published schema of the report", () => {
  it("accepts reports and rejects an incomplete one", async () => {
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(
      JSON.parse(readFileSync("readiness/schema.json", "utf8")),
    );
    for (const report of [await reportOf(), await reportOf(fourRegions), await worstReport()]) {
      expect(validate(JSON.parse(JSON.stringify(report))), JSON.stringify(validate.errors)).to.equal(true);
    }
    expect(validate({ ...(await reportOf()), budget: {} })).to.equal(false);
  });
});
