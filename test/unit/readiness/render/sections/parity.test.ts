import { expect } from "chai";
import { paritySection } from "../../../../../readiness/render/sections/parity";
import { fourRegions, reportOf, worstReport } from "../../../../support/report";

describe("paritySection", () => {
  it("compares the active region with each standby region", async () => {
    const { html } = paritySection(await reportOf(fourRegions));
    expect(html.match(/<h3>us-east-1 and /g)).to.have.length(3);
    expect(html).to.include("no drift");
  });

  it("lists drift first", async () => {
    expect(paritySection(await worstReport()).html).to.match(/not explained by the configuration.*<table/s);
  });
});
