/** Orders proposals by round, then by the proposer's name. */
export interface Ballot {
  readonly round: number;
  readonly by: string;
}

/** An accepted value, as JSON text, with its ballot. */
export interface Accepted {
  readonly ballot: Ballot;
  readonly value: string;
}

interface Slot {
  promised: Ballot;
  accepted: Accepted | null;
}

const NO_BALLOT: Ballot = { round: 0, by: "" };

/** One lease region's state: its promise and accepted value for each key, as in CASPaxos (Rystsov, 2018). */
export class Acceptor {
  private readonly slots = new Map<string, Slot>();

  /** Promises to accept nothing older than `ballot` and returns the last accepted value; refuses after a newer promise. */
  prepare(key: string, ballot: Ballot): { granted: boolean; promised: Ballot; accepted: Accepted | null } {
    const slot = this.slot(key);
    const granted = newer(ballot, slot.promised);
    if (granted) slot.promised = ballot;
    return { granted, promised: slot.promised, accepted: slot.accepted };
  }

  /** Accepts the value unless a newer ballot was promised. */
  accept(key: string, ballot: Ballot, value: string): { granted: boolean; promised: Ballot } {
    const slot = this.slot(key);
    const granted = !newer(slot.promised, ballot);
    if (granted) {
      slot.promised = ballot;
      slot.accepted = { ballot, value };
    }
    return { granted, promised: slot.promised };
  }

  private slot(key: string): Slot {
    const slot = this.slots.get(key) ?? { promised: NO_BALLOT, accepted: null };
    this.slots.set(key, slot);
    return slot;
  }
}

export function newer(one: Ballot, other: Ballot): boolean {
  return one.round > other.round || (one.round === other.round && one.by > other.by);
}
