import type { Mutation } from "../bundle";

const PORTS = "failover/protocol/ports.ts";
const PROMOTE = "failover/steps/promote.ts";

/** Faults that only an Aurora Global Database shows. */
export const AURORA_MUTATIONS: readonly Mutation[] = [
  {
    name: "a secondary that follows another primary since the gate is promoted",
    fault: "Aurora: all secondaries follow a new primary",
    file: PROMOTE,
    from: "plan.forced ? undefined : plan.before.lastWriter",
    to: "undefined",
  },
  {
    name: "a forced command resumes a run whose promotion was refused",
    fault: "Aurora: all secondaries follow a new primary",
    file: "failover/run/plan.ts",
    from: "fits && !isRefused",
    to: "fits",
  },
  {
    name: "a failover is requested as a switchover",
    fault: "Aurora: a switchover needs every member",
    file: PROMOTE,
    from: 'plan.mode === "switchover" ? "switchover" : "failover"',
    to: '"switchover" as const',
  },
  {
    name: "the quarantine ends while a former primary is resynchronized",
    fault: "Aurora: a former primary rejoins, or does not",
    file: "failover/run/reconcile.ts",
    from: 'if (role === "rejoining") throw',
    to: 'if (role === "rejoining") await port.replace(lease, { ...lease, quarantined: others });\n  if (role === "rejoining") throw',
  },
  {
    name: "the quarantine of a former primary that rejoined never ends",
    fault: "Aurora: a former primary rejoins, or does not",
    file: "failover/run/reconcile.ts",
    from: "await port.replace(lease, { ...lease, quarantined: others });\n}",
    to: "}",
  },
  {
    name: "a write that Aurora discards proves a promotion",
    fault: "Aurora: a former primary rejoins, or does not",
    file: PORTS,
    from: 'return role === "primary" || role === "promoting";',
    to: 'return role !== "replica" && role !== "demoting";',
  },
  {
    name: "a write to a primary that is being replaced proves a promotion",
    fault: "Aurora: a change of the primary is in progress, or one that no run follows any more",
    file: PORTS,
    from: 'return role === "primary" || role === "promoting";',
    to: 'return role !== "replica" && role !== "rejoining";',
    also: {
      file: "failover/protocol/gate.ts",
      from: 'database.role === "primary"',
      to: '["primary", "demoting"].includes(database.role)',
    },
  },
  {
    name: "a headless standby that gets its first instance fails the run",
    fault: "Aurora: headless standby",
    file: PROMOTE,
    from: "await ports.database.promote({ region, id, epoch, mode, source });",
    to: 'await ports.database.promote({ region, id, epoch, mode, source }).catch((error) => { if (/instance/.test(String(error))) throw new Refused("none"); });',
  },
].map((mutation) => ({ ...mutation, aurora: true }));
