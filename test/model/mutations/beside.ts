import type { Mutation } from "../bundle";

const FLOW = "failover/protocol/flow.ts";
const RECONCILE = "failover/run/reconcile.ts";
const CRITICAL_PATH = '["expire-lease", "promote", "open-lease", "switch-edge", "verify"]';

/** Faults in what runs beside the critical path, and in the controllers that repeat it. */
export const BESIDE_MUTATIONS: readonly Mutation[] = [
  {
    name: "capacity that never arrives holds writes closed",
    fault: "capacity that never arrives",
    file: FLOW,
    from: CRITICAL_PATH,
    to: '["expire-lease", "promote", "raise-capacity", "open-lease", "switch-edge", "verify"]',
  },
  {
    name: "storage routes hold writes closed",
    fault: "permission that is missing for a minute",
    file: FLOW,
    from: CRITICAL_PATH,
    to: '["switch-routes", "expire-lease", "promote", "open-lease", "switch-edge", "verify"]',
  },
  {
    name: "a missing permission fails a step",
    fault: "permission that is missing for a minute",
    file: "failover/run/advance.ts",
    from: "if (error instanceof Refused) return",
    to: 'if (error instanceof Refused || (error as Error).name === "Denied") return',
  },
  {
    name: "expired credentials fail a step",
    fault: "credentials that expire or hang",
    file: "failover/run/advance.ts",
    from: "if (error instanceof Refused) return",
    to: 'if (error instanceof Refused || (error as Error).name === "InvalidCredentials") return',
  },
  {
    name: "a call has no time limit",
    fault: "credentials that expire or hang",
    file: "failover/run/bounded.ts",
    from: "return await Promise.race([call(checked(ports, check)), late]);",
    to: "late.catch(() => {});\n    return await call(checked(ports, check));",
  },
  {
    name: "the time of a suspended machine does not count",
    fault: "suspended machine",
    file: "failover/run/bounded.ts",
    from: "clock.monotonic() >= deadline || clock.now() >= wallDeadline",
    to: "clock.monotonic() >= deadline || clock.now() >= wallDeadline + 1e12",
  },
  {
    name: "an endpoint without an answer costs a time-out in every call",
    fault: "lease endpoint that hangs",
    file: "failover/adapters/aws/endpoints.ts",
    from: "if (this.regions[0] !== region) this.regions =",
    to: "if (this.regions.length === 0) this.regions =",
  },
  {
    name: "a delayed fence on the active region stays",
    fault: "duplicated and late calls",
    file: RECONCILE,
    from: "ports.fencing.release(region, epoch)",
    to: "Promise.resolve()",
  },
  {
    name: "nobody repeats the fence of a former primary",
    fault: "region that returns",
    file: RECONCILE,
    from: "ports.fencing.fence(former, epoch)",
    to: "Promise.resolve()",
  },
  {
    name: "nobody repeats the storage routes",
    fault: "permission that is missing for a minute",
    file: RECONCILE,
    from: "(await routes.read()) !== region",
    to: "(await routes.read()) === null",
  },
  {
    name: "nobody repeats the capacity",
    fault: "permission that is missing for a minute",
    file: RECONCILE,
    from: "ports.capacity.raise(region, epoch)",
    to: "Promise.resolve()",
  },
  {
    name: "a controller ends the quarantine of a former primary",
    fault: "controller beside a command",
    file: RECONCILE,
    from: 'if (role !== "replica") {',
    to: 'if (role === "primary" && isQuarantined) await port.replace(lease, { ...lease, quarantined: others });\n  if (role !== "replica") {',
  },
  {
    name: "a change of the quarantine by a controller ends a run",
    fault: "controller beside a command",
    file: "failover/protocol/lease.ts",
    from: "if (sameTerms(lease, plan.before)) return null;",
    to: "if (sameLease(lease, plan.before)) return null;",
  },
  {
    name: "a controller changes the lease while a run holds it",
    fault: "controller beside a command",
    file: RECONCILE,
    from: 'if (writes !== "open") return [];',
    to: "if (epoch < 0) return [];",
  },
];
