import { expect } from "chai";
import type { DatabaseState, FailoverPorts, PromotionTarget } from "../../../../failover/protocol/ports";
import { Refused } from "../../../../failover/protocol/ports";
import type { Plan } from "../../../../failover/protocol/types";
import { promote } from "../../../../failover/steps/promote";
import type { StepContext } from "../../../../failover/steps/step";

const REPLICA: DatabaseState = { id: "cluster-A", role: "replica", source: "east", lag: null };

function call(database: Partial<DatabaseState>, plan: Partial<Plan> = {}) {
  const requested: PromotionTarget[] = [];
  const ports = {
    database: {
      describe: async () => ({ ...REPLICA, ...database }),
      write: () => Promise.reject(new Error("read-only")),
      promote: async (target: PromotionTarget) => void requested.push(target),
    },
  } as unknown as FailoverPorts;
  const made = { run: "r", mode: "failover", to: "west", epoch: 2, database: "cluster-A", forced: false, ...plan };
  const context = { plan: { ...made, before: { lastWriter: "east" } }, ports } as unknown as StepContext;
  return { answer: promote.call(context).catch((error: unknown) => error), requested };
}

describe("step promote", () => {
  it("requests a promotion with loss in a failover, and one without in a switchover", async () => {
    for (const mode of ["failover", "switchover"] as const) {
      const { answer, requested } = call({}, { mode });
      expect(await answer).to.include({ state: "pending" });
      expect(requested).to.deep.equal([{ region: "west", id: "cluster-A", epoch: 2, mode, source: "east" }]);
    }
  });

  it("refuses a secondary that follows another primary since the gate, unless the loss was accepted", async () => {
    const { answer, requested } = call({ source: "south" });
    expect(await answer).to.be.instanceOf(Refused);
    expect(requested).to.deep.equal([]);
    const forced = call({ source: "south" }, { forced: true });
    expect(await forced.answer).to.include({ state: "pending" });
    expect(forced.requested[0]?.source).to.equal(undefined);
  });
});
