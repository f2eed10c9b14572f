import type { Mutation } from "../bundle";

const FILE = "failover/steps/promote.ts";
const REQUEST = "    await ports.database.promote({ region, id, epoch, mode, source });";

/** Faults in the promotion and in the proof that nothing is lost. */
export const PROMOTION_MUTATIONS: readonly Mutation[] = [
  {
    name: "a promotion is believed without a write",
    fault: "statuses before and after a promotion",
    file: FILE,
    from: "await ports.database.write(region, `",
    to: 'if (database.role === "replica") throw new Error(`',
  },
  {
    name: "a promotion is believed when it is requested",
    fault: "statuses before and after a promotion",
    file: FILE,
    from: 'pending("promotion requested")',
    to: 'done("promotion requested")',
  },
  {
    name: "a status decides about a promotion, not a write",
    fault: "statuses before and after a promotion",
    file: FILE,
    from: "    try {",
    to: '    if (database.role === "promoting") return pending("");\n    try {',
  },
  {
    name: "a promotion that RDS refuses fails the run",
    fault: "backup that refuses a promotion",
    file: FILE,
    from: REQUEST,
    to: `await ports.database.promote({ region, id, epoch, mode, source }).catch((error) => { throw new Refused(String(error)); });`,
  },
  {
    name: "a promotion that was given up is not requested again",
    fault: "promotion that is accepted and given up",
    file: FILE,
    from: REQUEST,
    to: 'if (!Reflect.get(plan, "asked")) await ports.database.promote({ region, id, epoch, mode, source });\n    Reflect.set(plan, "asked", true);',
  },
  {
    name: "a switchover does not wait for the replica",
    fault: "replication that stalls or is far behind",
    file: "failover/steps/catch-up.ts",
    from: ": pending(",
    to: ": done(",
  },
  {
    name: "any marker proves that the replica has everything",
    fault: "markers of others",
    file: "failover/adapters/markers.ts",
    from: "(await markers.read(to)) === marker",
    to: "(await markers.read(to)) !== undefined",
  },
  {
    name: "a switchover does not fence before the last catch-up",
    fault: "commits that take longer than ten seconds",
    file: "failover/protocol/flow.ts",
    from: 'one("fence", "catch-up")',
    to: 'one("catch-up")',
  },
  {
    name: "the edge is switched before the database is promoted",
    fault: "stale edges",
    file: "failover/protocol/flow.ts",
    from: '{ ...one("gate", "acquire-lease"), onFailure: "stop" }',
    to: '{ ...one("gate", "acquire-lease", "switch-edge"), onFailure: "stop" }',
  },
  {
    name: "a rehearsal promotes",
    fault: "rehearsals",
    file: "failover/protocol/flow.ts",
    from: 'one("gate", "raise-capacity", "probe-target")',
    to: 'one("gate", "raise-capacity", "promote")',
  },
];
