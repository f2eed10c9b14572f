import type { Mutation } from "../bundle";

/** Faults in the edge's state, and in how runs are journalled, resumed and ended. */
export const RUN_MUTATIONS: readonly Mutation[] = [
  {
    name: "the edge accepts any state",
    fault: "duplicated and late calls",
    file: "failover/protocol/edge-state.ts",
    from: "next.epoch > current.epoch) return true",
    to: "next.epoch > 0) return true",
  },
  {
    name: "the edge is switched with writes held",
    fault: "stale edges",
    file: "failover/steps/switch-edge.ts",
    from: 'writes: "open"',
    to: 'writes: "held"',
  },
  {
    name: "a failed step counts as done",
    fault: "capacity that never arrives",
    file: "failover/protocol/machine.ts",
    from: '(known[step] === "failed" && flow.bestEffort.includes(step))',
    to: 'known[step] === "failed"',
  },
  {
    name: "a step begins before the journal says so",
    fault: "processes that die",
    file: "failover/run/advance.ts",
    from: "if (begins) await",
    to: 'if (begins && step !== "promote") await',
  },
  {
    name: "an unfinished run is not resumed",
    fault: "processes that die",
    file: "failover/run/plan.ts",
    from: "holder !== null && !finished(holder)",
    to: "holder !== null && finished(holder)",
  },
  {
    name: "a resumed run does not repeat what failed",
    fault: "credentials that expire or hang",
    file: "failover/protocol/machine.ts",
    from: 'if (state !== "failed") kept[step] = state;',
    to: "if (state !== undefined) kept[step] = state;",
  },
];
