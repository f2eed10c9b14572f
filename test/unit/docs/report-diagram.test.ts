import { readFileSync } from "node:fs";
import { expect } from "chai";
import { escapeHtml } from "../../../readiness/render/escape-html";
import { reportOf } from "../../support/report";

describe("docs/report-diagram.svg", () => {
  it("shows every part of the shipped system; redoubt report --format svg draws it", async () => {
    const svg = readFileSync("docs/report-diagram.svg", "utf8");
    const { parts } = (await reportOf()).diagram;
    expect(
      parts.map(({ label }) => escapeHtml(label)).filter((label) => !svg.includes(`>${label}</text>`)),
    ).to.deep.equal([]);
  });
});
