import type { Mutation } from "../bundle";

const FILE = "failover/protocol/gate.ts";

/** Faults in the promotion gate. */
export const GATE_MUTATIONS: readonly Mutation[] = [
  {
    name: "the gate evaluates ReplicaLag",
    fault: "ReplicaLag that grows, is -1, or is minutes on an idle source",
    file: FILE,
    from: "  return evaluateBeats(plan, watermarks, now);",
    to: `  const lag = database.lag?.seconds ?? -1;
  if (lag < 0 || lag > plan.gate.maxLossSeconds) return refuse("lag", "lag");
  return evaluateBeats(plan, watermarks, now);`,
  },
  {
    name: "the gate counts the time since the loss",
    fault: "decision minutes after the loss",
    file: FILE,
    from: "= secondsAtRisk(replayed, aliveAt);",
    to: "= secondsAtRisk(replayed, now);",
  },
  {
    name: "any loss passes",
    fault: "replication that stalls or is far behind",
    file: FILE,
    from: "seconds > gate.maxLossSeconds",
    to: "seconds < 0",
  },
  {
    name: "a renewal of the lease is no sign of life",
    fault: "sentinel that stops",
    file: FILE,
    from: "Math.max(at, renewedAt ?? at)",
    to: "Math.max(at, (renewedAt ?? at) - 1e12)",
  },
  {
    name: "renewals prevent a failover for ever although the database is lost",
    fault: "database that is lost while its region's hosts go on",
    file: FILE,
    from: "return { at: failed.since, isDatabaseLost: true };",
    to: "return { at: aliveAt, isDatabaseLost: true };",
  },
  {
    name: "attempts that failed before a sentinel stopped count for ever",
    fault: "sentinel that stops",
    file: FILE,
    from: "aliveAt - failed.at > seriesPauseMs(beatSeconds)",
    to: "aliveAt < 0",
  },
  {
    name: "a failover leaves a region that commits beats",
    fault: "region that is not lost",
    file: "failover/run/sign-of-life.ts",
    from: "> gate.aliveSeconds",
    to: "> -gate.aliveSeconds",
  },
  {
    name: "a last writer without beats passes",
    fault: "beats that are never committed or never read",
    file: FILE,
    from: "if (acknowledged === undefined) {",
    to: 'if (acknowledged === undefined) return { pass: true, reason: "", loss: null };\n  if (acknowledged === undefined) {',
  },
  {
    name: "a replica without beats passes",
    fault: "beats that are never committed or never read",
    file: FILE,
    from: "if (replayed === undefined) {",
    to: 'if (replayed === undefined) return { pass: true, reason: "", loss: null };\n  if (replayed === undefined) {',
  },
  {
    name: "a beat from the future passes",
    fault: "wrong wall clocks",
    file: FILE,
    from: "newest > now + gate.clockSkewSeconds * 1000",
    to: "newest > now + 1e12",
  },
  {
    name: "a replica of another region passes",
    fault: "three regions",
    file: FILE,
    from: "if (!followsLastWriter(database, before)) {",
    to: 'if (!followsLastWriter(database, before)) return { pass: true, reason: "", loss: null };\n  if (database.source === "") {',
    also: {
      file: "failover/steps/promote.ts",
      from: "!followsLastWriter(database, plan.before) && !plan.forced",
      to: '!followsLastWriter(database, plan.before) && database.id === ""',
    },
  },
  {
    name: "any primary passes",
    fault: "failover, failback, failover again",
    file: FILE,
    from: 'before.lastWriter === to && database.role === "primary"',
    to: 'database.role === "primary"',
  },
  {
    name: "the lease is acquired on an old verdict of the gate",
    fault: "suspended machine",
    file: "failover/steps/acquire-lease.ts",
    from: "const verdict = await gate.call(context);",
    to: 'const verdict = done("");',
  },
  {
    name: "a planned run does not wait for a new replica's first beat",
    fault: "failover, failback, failover again",
    file: FILE,
    from: 'mode !== "failover" && transient',
    to: 'mode === "failover" && transient',
  },
];
