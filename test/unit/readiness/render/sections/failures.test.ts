import { expect } from "chai";
import { failuresSection } from "../../../../../readiness/render/sections/failures";
import { reportOf, worstReport } from "../../../../support/report";

describe("failuresSection", () => {
  it("links each control to the policy rules that check it", async () => {
    const { html } = failuresSection(await reportOf(), "../");
    expect(html).to.include('a cross-region replica to promote <span class="aside">');
    expect(html).to.include('<a href="../policy/RULES.md#promotable-replica">promotable-replica</a>');
    expect(html).to.not.include("missing:");
  });

  it("shows missing controls, and failures without any", async () => {
    const { html } = failuresSection(await worstReport(), "");
    expect(html).to.include("missing: a control").and.include("nothing registered");
  });
});
