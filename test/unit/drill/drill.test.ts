import { existsSync, rmSync } from "node:fs";
import { expect } from "chai";
import { drill } from "../../../drill/drill";
import { renderPage, renderTimeline } from "../../../drill/page/page";
import type { Scenario } from "../../../drill/scenarios/scenario";
import { switchover } from "../../../drill/scenarios/switchover";
import { renderTable } from "../../../drill/table";
import { DEFAULT_SETTINGS, type DrillSettings } from "../../../drill/testbed/settings";

/** A drill that takes seconds. */
const settings: DrillSettings = {
  ...DEFAULT_SETTINGS,
  seed: 5,
  rate: 20,
  lease: { ...DEFAULT_SETTINGS.lease, leaseSeconds: 2, renewSeconds: 0.3, writeSeconds: 1 },
  propagation: { least: 10, most: 100 },
  capacity: { active: 1, standby: 1 },
  reconcileSeconds: 0.5,
  steadySeconds: 2.5,
};

describe("drill", function () {
  this.timeout(180_000);

  it("switches over and back under load without losing a write, and renders the result", async () => {
    const lines: string[] = [];
    const log = (_: number, line: string) => lines.push(line);
    const result = await drill(switchover, settings, {
      keep: false,
      ownNetwork: false,
      log,
      signal: new AbortController().signal,
    });
    expect(result.dualWrites).to.deep.equal([]);
    expect(result.acknowledgedLost).to.deep.equal([]);
    expect(result.failures, lines.join("\n")).to.deep.equal([]);
    expect(result.runs.map(({ mode, to, outcome }) => [mode, to, outcome])).to.deep.equal([
      ["switchover", "us-west-1", "done"],
      ["switchover", "us-east-1", "done"],
    ]);
    expect(result.requests.write.ok).to.be.greaterThan(0);
    expect(result.requests.write.held).to.be.greaterThan(0);
    expect(result.recovery.firstWrite).to.be.a("number");
    expect(lines).to.include("the edge is switched");
    expect(renderTable(result))
      .to.match(/acknowledged writes lost +none/)
      .and.to.match(/PASSED$/);
    expect(renderPage([result]))
      .to.contain("<title>Redoubt drill: switchover</title>")
      .and.to.contain("promote: done");
    expect(renderTimeline(result)).to.match(/^<svg [^>]*>\n<style>/);
  });

  it("stops all its processes when interrupted, and keeps the folder with `keep`", async () => {
    const interruption = new AbortController();
    let folder = "";
    const log = (_: number, line: string) => {
      if (line.endsWith("the load starts")) interruption.abort(new Error("interrupted"));
      folder ||= /kept in (.*)/.exec(line)?.[1] ?? "";
    };
    const never: Scenario = { ...switchover, run: () => new Promise(() => undefined) };
    const ended = await drill(never, settings, {
      keep: true,
      ownNetwork: false,
      log,
      signal: interruption.signal,
    }).then(
      () => "completed",
      (error: Error) => error.message,
    );
    expect(ended).to.equal("interrupted");
    expect(existsSync(`${folder}/logs`)).to.equal(true);
    rmSync(folder, { recursive: true });
  });
});
