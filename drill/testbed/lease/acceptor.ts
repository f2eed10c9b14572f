/** Orders proposals: by round, then by the name of who proposes. */
export interface Ballot {
  readonly round: number;
  readonly by: string;
}

/** A value, as JSON text, with the ballot under which it was accepted. */
export interface Accepted {
  readonly ballot: Ballot;
  readonly value: string;
}

interface Slot {
  promised: Ballot;
  accepted: Accepted | null;
}

const NO_BALLOT: Ballot = { round: 0, by: "" };

/** One lease region's memory: what it promised and accepted for each key, as in CASPaxos (Rystsov, 2018). */
export class Acceptor {
  private readonly slots = new Map<string, Slot>();

  /** Promises to take nothing older than `ballot`, and says what was accepted last; refuses when promised otherwise. */
  prepare(key: string, ballot: Ballot): { granted: boolean; promised: Ballot; accepted: Accepted | null } {
    const slot = this.slot(key);
    const granted = newer(ballot, slot.promised);
    if (granted) slot.promised = ballot;
    return { granted, promised: slot.promised, accepted: slot.accepted };
  }

  /** Takes the value unless something newer was promised. */
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
