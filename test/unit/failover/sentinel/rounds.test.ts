import { expect } from "chai";
import { runRounds } from "../../../../failover/sentinel/rounds";
import { clockBySleeping } from "../../../support/clock";

describe("sentinel rounds", () => {
  const run = async (results: readonly (string | undefined)[]) => {
    const failures: string[] = [];
    let at = 0;
    const outcome = await runRounds({
      clock: clockBySleeping(),
      seconds: results.length * 5,
      pauseSeconds: 5,
      round: async () => {
        const fault = results[at++];
        if (fault !== undefined) throw new Error(fault);
      },
      onFailure: async (error) => {
        failures.push((error as Error).message);
      },
    }).catch((error: Error) => error.message);
    return { outcome, failures, rounds: at };
  };

  it("run one after the other, with a pause, until the time is over", async () => {
    expect(await run([undefined, undefined, undefined])).to.deep.equal({ outcome: 3, failures: [], rounds: 3 });
  });

  it("go on after one that failed", async () => {
    expect(await run(["no answer", undefined])).to.deep.equal({ outcome: 1, failures: ["no answer"], rounds: 2 });
  });

  it("fail as a whole where the last one failed", async () => {
    const expected = { outcome: "no answer", failures: ["no answer"], rounds: 2 };
    expect(await run([undefined, "no answer"])).to.deep.equal(expected);
  });
});
