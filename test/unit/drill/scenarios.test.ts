import { expect } from "chai";
import type { Play } from "../../../drill/scenario-runner";
import { SCENARIOS } from "../../../drill/scenarios";

/** Notes what a scenario asks for, and does none of it. */
function noting(): { play: Play; asked: string[] } {
  const asked: string[] = [];
  const note =
    (name: string) =>
    async (...given: unknown[]) => {
      const words = given.filter((one) => typeof one === "string");
      asked.push([name, ...words].join(" "));
      for (const one of given) if (typeof one === "function" && name === "strike") await one();
    };
  const network = { isolate: note("isolate"), sicken: note("sicken"), heal: note("heal") };
  const testbed = { network, regions: { at: () => ({ database: { crash: note("crash") } }) } };
  const play = new Proxy({}, { get: (_, name) => (name === "testbed" ? testbed : note(String(name))) });
  return { play: play as Play, asked };
}

describe("drill: scenarios", () => {
  for (const scenario of SCENARIOS) {
    it(`${scenario.name} strikes once, after a calm, and ends in a calm`, async () => {
      const { play, asked } = noting();
      await scenario.play(play);
      const strikes = asked.filter((line) => line.startsWith("strike"));
      expect(strikes).to.have.length(1);
      expect(asked.indexOf("calm")).to.be.lessThan(asked.indexOf(strikes[0] ?? ""));
      expect(asked.indexOf("calm")).to.not.equal(-1);
      expect(asked.at(-1)).to.equal("calm");
    });
  }

  it("fail over in each but the switchover, and back where a region was lost or changed on purpose", async () => {
    const changes = await Promise.all(
      SCENARIOS.map(async ({ name, play: script }) => {
        const { play, asked } = noting();
        await script(play);
        return [name, asked.filter((line) => /^(failover|run|switchover|rebuild)/.test(line)).join(", ")];
      }),
    );
    expect(Object.fromEntries(changes)).to.deep.equal({
      "region-loss": "failoverWhenHomeLost, rebuild us-east-1, switchover us-east-1",
      partition: "failoverWhenHomeLost",
      grey: "failoverWhenHomeLost",
      "database-loss": "failoverWhenHomeLost",
      switchover: "switchover us-west-1, rebuild us-east-1, switchover us-east-1",
      comeback: "failoverWhenHomeLost",
      double: "run, run",
    });
  });
});
