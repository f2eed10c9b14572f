import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { UserError } from "../../../errors";
import { readReport } from "../../../readiness/read-report";
import { reportOf } from "../../support/report";

describe("readReport", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "redoubt-report-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("reads a report that was written as JSON", async () => {
    const file = join(folder, "report.json");
    const report = await reportOf();
    writeFileSync(file, JSON.stringify(report));
    expect(readReport(file)).to.deep.equal(JSON.parse(JSON.stringify(report)));
  });

  it("rejects a missing file, a file that is not JSON, and another document", () => {
    const file = join(folder, "report.json");
    expect(() => readReport(file)).to.throw(UserError, `${file}: no such file`);
    writeFileSync(file, "{");
    expect(() => readReport(file)).to.throw(UserError, `${file}: not JSON`);
    writeFileSync(file, '{"project": 3}');
    expect(() => readReport(file))
      .to.throw(UserError, `${file}: not a readiness report of this version`)
      .with.property("message")
      .that.includes("  project: ");
  });
});
