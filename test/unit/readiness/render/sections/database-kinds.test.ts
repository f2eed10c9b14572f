import { expect } from "chai";
import { databaseKindsSection } from "../../../../../readiness/render/sections/database-kinds";
import { reportOf } from "../../../../support/report";

describe("section: database kinds", () => {
  it("shows both kinds, marks the configured one, and names the charges by use", async () => {
    const { html, title } = databaseKindsSection(await reportOf());
    expect(title).to.equal("RDS replica or Aurora Global Database");
    expect(html).to.include("RDS replica (configured)");
    expect(html).to.include("Aurora Global Database");
    expect(html).to.include("storage, I/O and replicated writes by use");
  });
});
