import type { Random } from "../random";
import { type Accepted, type Ballot, newer } from "./acceptor";

interface Reply {
  granted: boolean;
  promised: Ballot;
}

/** A lease region as another one calls it; a call rejects when it times out. */
export interface Peer {
  prepare(key: string, ballot: Ballot): Promise<Reply & { accepted: Accepted | null }>;
  accept(key: string, ballot: Ballot, value: string): Promise<Reply>;
}

/** Maps a key's current value (null when absent) to its next one, or to null to leave it unchanged. */
export type Change = (current: string | null) => string | null;

/** How often a change is proposed again after a conflict with another proposer. */
const ATTEMPTS = 20;

/** The longest pause before a change is proposed again, in milliseconds. */
const PAUSE = 20;

/** Changes a key's value at a majority of the lease regions (CASPaxos). */
export class Proposer {
  private round = 0;

  /**
   * @param name the proposing lease region
   * @param peers all lease regions, including the proposing one
   */
  constructor(
    private readonly name: string,
    private readonly peers: readonly Peer[],
    private readonly random: Random,
    private readonly sleep: (milliseconds: number) => Promise<unknown>,
  ) {}

  /**
   * Applies the change to the newest value and returns the value that holds afterwards. An unchanged value, too, is returned only
   * after a majority has confirmed it.
   * @throws Error when no majority answers; the change may have been applied nevertheless
   */
  async apply(key: string, change: Change): Promise<{ value: string | null; changed: boolean }> {
    let proposed: string | null = null;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (attempt > 0) await this.sleep(this.random.next() * PAUSE);
      const ballot = { round: ++this.round, by: this.name };
      const promises = await this.majority((peer) => peer.prepare(key, ballot));
      if (this.overtaken(promises)) continue;
      const current = newest(promises.map(({ accepted }) => accepted));
      // An earlier attempt of this call may have succeeded after all.
      const next: string | null = proposed !== null && current === proposed ? proposed : change(current);
      proposed = next;
      const value = next ?? current;
      if (value === null) return { value, changed: false };
      const accepts = await this.majority((peer) => peer.accept(key, ballot, value));
      if (!this.overtaken(accepts)) return { value, changed: next !== null };
    }
    throw new Error(`lease region ${this.name}: others kept changing ${key}`);
  }

  /** The first answers that form a majority. */
  private majority<T>(call: (peer: Peer) => Promise<T>): Promise<T[]> {
    const needed = Math.floor(this.peers.length / 2) + 1;
    return new Promise((resolve, reject) => {
      const answers: T[] = [];
      let failures = 0;
      for (const peer of this.peers) {
        call(peer).then(
          (answer) => {
            answers.push(answer);
            if (answers.length === needed) resolve([...answers]);
          },
          () => {
            failures++;
            if (this.peers.length - failures < needed) {
              reject(new Error(`lease region ${this.name}: no majority of the lease regions answers`));
            }
          },
        );
      }
    });
  }

  /** Whether a newer proposal conflicted; the next round is then higher than that one. */
  private overtaken(replies: readonly Reply[]): boolean {
    for (const { promised } of replies) this.round = Math.max(this.round, promised.round);
    return replies.some(({ granted }) => !granted);
  }
}

function newest(accepted: readonly (Accepted | null)[]): string | null {
  let last: Accepted | null = null;
  for (const one of accepted) {
    if (one !== null && (last === null || newer(one.ballot, last.ballot))) last = one;
  }
  return last?.value ?? null;
}
