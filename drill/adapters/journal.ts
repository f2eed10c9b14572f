import { runKey } from "../../failover/protocol/lease-keys";
import type { JournalPort } from "../../failover/protocol/ports";
import type { JournalEntry, Plan } from "../../failover/protocol/types";
import type { LeaseStore } from "../testbed/lease/lease-store";

interface Run {
  plan: Plan;
  /** Keyed by step, attempt and state, so that writing an entry twice stores it once. */
  entries: Record<string, JournalEntry>;
}

/** The journal, one item per run, in the lease store. */
export class LocalJournal implements JournalPort {
  constructor(private readonly store: LeaseStore) {}

  async begin(plan: Plan): Promise<void> {
    const key = runKey(plan.run).pk;
    const first: Run = { plan, entries: {} };
    if (await this.store.replace(key, null, JSON.stringify(first))) return;
    if ((await this.store.read(key)) === null) throw new Error(`journal: ${plan.run} could not be written`);
  }

  async append(entry: JournalEntry): Promise<void> {
    const key = runKey(entry.run).pk;
    for (;;) {
      const text = await this.store.read(key);
      if (text === null) throw new Error(`journal: run ${entry.run} has no plan`);
      const { plan, entries } = JSON.parse(text) as Run;
      const id = [entry.step, entry.attempt, entry.state].join("#");
      const next: Run = { plan, entries: { ...entries, [id]: entry } };
      if (await this.store.replace(key, text, JSON.stringify(next))) return;
    }
  }

  async read(run: string): Promise<{ plan: Plan; entries: JournalEntry[] } | null> {
    const text = await this.store.read(runKey(run).pk);
    if (text === null) return null;
    const { plan, entries } = JSON.parse(text) as Run;
    return { plan, entries: Object.values(entries) };
  }
}
