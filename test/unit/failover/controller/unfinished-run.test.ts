import { expect } from "chai";
import { isOverdue, unfinishedRun } from "../../../../failover/controller/unfinished-run";
import type { JournalEntry, Plan } from "../../../../failover/protocol/types";
import { leaseOf } from "../../../support/leases";

const now = 1_700_000_000_000;
const ago = (minutes: number) => now - minutes * 60_000;
const held = leaseOf("us-west-1", { epoch: 2, writes: "held", run: "r" });

/** The journal of a rehearsal, the shortest run, that was planned at this time. */
function journalOf(createdAt: number, steps: readonly JournalEntry["step"][] = []) {
  const plan = { run: "r", mode: "rehearse", to: "us-west-1", createdAt } as Plan;
  const entries = steps.map((step) => ({ run: "r", step, attempt: 1, state: "done", at: createdAt }) as JournalEntry);
  return { plan, entries };
}

describe("failover/controller/unfinished-run", () => {
  it("finds the run of the lease until it has ended", () => {
    expect(unfinishedRun(held, journalOf(ago(1)), now)).to.deep.equal({
      run: "r",
      to: "us-west-1",
      overdue: false,
      lastEntryAt: ago(1),
    });
    const ended = journalOf(ago(1), ["gate", "raise-capacity", "probe-target", "restore-capacity", "notify"]);
    expect(unfinishedRun(held, ended, now)).to.equal(undefined);
    expect(unfinishedRun(leaseOf("us-east-1"), null, now)).to.equal(undefined);
  });

  it("is overdue after 15 minutes, and while writes are held by no run that could open them", () => {
    const overdue = (minutes: number) => isOverdue(held, unfinishedRun(held, journalOf(ago(minutes)), now));
    expect([overdue(14), overdue(16)]).to.deep.equal([false, true]);
    expect(isOverdue(held, undefined)).to.equal(true);
    expect(isOverdue(leaseOf("us-east-1"), undefined)).to.equal(false);
  });
});
