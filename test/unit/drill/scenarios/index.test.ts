import { expect } from "chai";
import type { ScenarioRunner } from "../../../../drill/scenario-runner";
import { SCENARIOS } from "../../../../drill/scenarios";
import { DEFAULT_SETTINGS } from "../../../../drill/testbed/settings";

/** A runner that records the scenario's calls and executes none of them, except the injected fault. */
function recordingRunner(): { runner: ScenarioRunner; calls: string[] } {
  const calls: string[] = [];
  const record =
    (name: string) =>
    async (...values: unknown[]) => {
      calls.push([name, ...values.filter((value) => typeof value === "string")].join(" "));
      for (const value of values) if (typeof value === "function" && name === "injectFault") await value();
    };
  const network = { isolate: record("isolate"), degrade: record("degrade"), heal: record("heal") };
  const regions = { at: () => ({ database: { crash: record("crash"), withClient: record("withClient") } }) };
  const testbed = { network, regions, settings: { ...DEFAULT_SETTINGS, seed: 1 } };
  const runner = new Proxy({}, { get: (_, name) => (name === "testbed" ? testbed : record(String(name))) });
  return { runner: runner as ScenarioRunner, calls };
}

describe("scenarios", () => {
  for (const scenario of SCENARIOS) {
    const times = scenario.name === "repeated-failovers" ? 2 : 1;
    it(`${scenario.name} injects ${times === 1 ? "one fault" : "two faults"}, after a steady load, and ends with one`, async () => {
      const { runner, calls } = recordingRunner();
      await scenario.run(runner);
      const faults = calls.filter((line) => line.startsWith("injectFault"));
      expect(faults).to.have.length(times);
      expect(calls.indexOf("steadyLoad"))
        .to.be.greaterThan(-1)
        .and.lessThan(calls.indexOf(faults[0] ?? ""));
      expect(calls.at(-1)).to.equal("steadyLoad");
    });
  }

  it("fail over in all but the switchovers, and switch back where a region was lost or replaced", async () => {
    const changes = await Promise.all(
      SCENARIOS.map(async ({ name, run }) => {
        const { runner, calls } = recordingRunner();
        await run(runner);
        return [name, calls.filter((line) => /^(failover|failOver|switchover|rebuild)/.test(line)).join(", ")];
      }),
    );
    expect(Object.fromEntries(changes)).to.deep.equal({
      "region-loss": "failOverWhenLost, rebuild us-east-1, switchover us-east-1",
      partition: "failOverWhenLost",
      "gray-failure": "failOverByOperator",
      "database-loss": "failOverByOperator",
      switchover: "switchover us-west-1, rebuild us-east-1, switchover us-east-1",
      "slow-commits": "switchover us-west-1",
      "old-primary-returns": "failOverWhenLost",
      "concurrent-failovers": "failover, failover",
      "repeated-failovers":
        "failOverWhenLost, rebuild us-east-1, switchover us-east-1, rebuild us-west-1, failOverWhenLost",
    });
  });
});
