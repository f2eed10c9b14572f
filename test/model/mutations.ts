import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { build } from "esbuild";
import type { Core } from "./simulated-aws";

/** A deliberate break: one place of one source file, another text. */
export interface Mutation {
  name: string;
  file: string;
  from: string;
  to: string;
}

const ROOT = join(__dirname, "../..");

export const MUTATIONS: readonly Mutation[] = [
  {
    name: "promotion does not wait for the old lease",
    file: "failover/protocol/flow.ts",
    from: '"expire-lease", "promote", "open-lease"',
    to: '"promote", "expire-lease", "open-lease"',
  },
  {
    name: "the wait leaves out writes in progress",
    file: "failover/protocol/lease.ts",
    from: "Math.max(timing.longestSeconds, usedLeaseSeconds + timing.writeSeconds)",
    to: "Math.max(timing.longestSeconds - timing.writeSeconds, usedLeaseSeconds)",
  },
  {
    name: "a shorter lease shortens the wait for the longer one",
    file: "failover/protocol/lease.ts",
    from: "Math.max(lease.timing.longestSeconds, leaseSeconds + writeSeconds)",
    to: "leaseSeconds + writeSeconds",
  },
  {
    name: "the wait follows the timing of now, not the longest one",
    file: "failover/protocol/lease.ts",
    from: "Math.max(timing.longestSeconds, usedLeaseSeconds + timing.writeSeconds)",
    to: "Math.max(timing.leaseSeconds + timing.writeSeconds, usedLeaseSeconds)",
  },
  {
    name: "beats that were never recorded pass the gate",
    file: "failover/protocol/gate.ts",
    from: "if (acknowledged === undefined) {",
    to: 'if (acknowledged === undefined) return { pass: true, reason: "", loss: null };\n  if (acknowledged === undefined) {',
  },
  {
    name: "a beat from the future passes the gate",
    file: "failover/protocol/gate.ts",
    from: "newest > now + gate.clockSkewSeconds * 1000",
    to: "newest > now + 1e12",
  },
  {
    name: "any loss passes the gate",
    file: "failover/protocol/gate.ts",
    from: "seconds > gate.maxLossSeconds",
    to: "seconds < 0",
  },
  {
    name: "a promotion is believed without a write",
    file: "failover/steps/promote.ts",
    from: "await ports.database.write(region, `",
    to: 'if (database.role === "replica") throw new Error(`',
  },
  {
    name: "a promotion is believed when it is requested",
    file: "failover/steps/promote.ts",
    from: 'pending("promotion requested")',
    to: 'done("promotion requested")',
  },
  {
    name: "a status decides a promotion, not a write",
    file: "failover/steps/promote.ts",
    from: "    try {",
    to: '    if (database.role === "promoting") return pending("");\n    try {',
  },
  {
    name: "a promotion that was given up is not requested again",
    file: "failover/steps/promote.ts",
    from: "    await ports.database.promote({ region, id, epoch });",
    to: 'if (!Reflect.get(plan, "asked")) await ports.database.promote({ region, id, epoch });\n    Reflect.set(plan, "asked", true);',
  },
  {
    name: "capacity that never comes holds writes closed",
    file: "failover/protocol/flow.ts",
    from: '["expire-lease", "promote", "open-lease", "switch-edge", "verify"]',
    to: '["expire-lease", "promote", "raise-capacity", "open-lease", "switch-edge", "verify"]',
  },
  {
    name: "storage routes hold writes closed",
    file: "failover/protocol/flow.ts",
    from: '["expire-lease", "promote", "open-lease", "switch-edge", "verify"]',
    to: '["switch-routes", "expire-lease", "promote", "open-lease", "switch-edge", "verify"]',
  },
  {
    name: "a delayed fence on the active region stays",
    file: "failover/run/reconcile.ts",
    from: "ports.fencing.release(region, epoch)",
    to: "Promise.resolve()",
  },
  {
    name: "nobody repeats the storage routes",
    file: "failover/run/reconcile.ts",
    from: "(await routes.read()) !== region",
    to: "(await routes.read()) === null",
  },
  {
    name: "nobody repeats the capacity",
    file: "failover/run/reconcile.ts",
    from: "ports.capacity.raise(region, epoch)",
    to: "Promise.resolve()",
  },
  {
    name: "the previous writer is not quarantined",
    file: "failover/protocol/lease.ts",
    from: "lastWriter === plan.to ? [] : [lastWriter]",
    to: "lastWriter !== plan.to ? [] : [lastWriter]",
  },
  {
    name: "a switchover does not fence before the last catch-up",
    file: "failover/protocol/flow.ts",
    from: 'one("fence", "catch-up")',
    to: 'one("catch-up")',
  },
  {
    name: "the edge is switched before the database is promoted",
    file: "failover/protocol/flow.ts",
    from: '{ ...one("gate", "acquire-lease"), onFailure: "stop" }',
    to: '{ ...one("gate", "acquire-lease", "switch-edge"), onFailure: "stop" }',
  },
  {
    name: "a rehearsal promotes",
    file: "failover/protocol/flow.ts",
    from: 'one("gate", "raise-capacity", "probe-target")',
    to: 'one("gate", "raise-capacity", "promote")',
  },
  {
    name: "the lease is taken with writes open",
    file: "failover/protocol/lease.ts",
    from: 'writes: "held", run: plan.run',
    to: 'writes: "open", run: plan.run',
  },
  {
    name: "the wait for the old lease is no wait",
    file: "failover/run/execute.ts",
    from: "while (clock.monotonic() < until)",
    to: "while (clock.monotonic() < until - 1e9)",
  },
  {
    name: "the wait leaves out writes under way",
    file: "failover/protocol/lease.ts",
    from: "Math.max(timing.longestSeconds, usedLeaseSeconds + timing.writeSeconds)",
    to: "Math.max(timing.longestSeconds - timing.writeSeconds, usedLeaseSeconds)",
  },
  {
    name: "the wait leaves out the clocks' drift",
    file: "failover/protocol/lease.ts",
    from: "* (1 + driftRatio) * 1000) / (1 - driftRatio)",
    to: "* 1000) / (1 - 0 * driftRatio)",
  },
  {
    name: "a run continues although another run has acquired the lease",
    file: "failover/protocol/lease.ts",
    from: "if (sameLease(lease, plan.before)) return null;",
    to: "if (lease.epoch > 0) return null;",
  },
  {
    name: "an opened lease does not say who wrote last",
    file: "failover/protocol/lease.ts",
    from: "    lastWriter: plan.to,\n",
    to: "",
  },
  {
    name: "a switchover does not wait for the replica",
    file: "failover/steps/catch-up.ts",
    from: ": pending(",
    to: ": done(",
  },
  {
    name: "the edge takes any state",
    file: "failover/protocol/edge-state.ts",
    from: "next.epoch > current.epoch) return true",
    to: "next.epoch > 0) return true",
  },
  {
    name: "a failed step is passed over",
    file: "failover/protocol/machine.ts",
    from: '(known[step] === "failed" && flow.bestEffort.includes(step))',
    to: 'known[step] === "failed"',
  },
  {
    name: "the lease is given back within its epoch",
    file: "failover/protocol/lease.ts",
    from: "epoch: plan.epoch + 1, run",
    to: "epoch: plan.epoch, run",
  },
  {
    name: "a step is begun before the journal says so",
    file: "failover/run/advance.ts",
    from: "if (begins) await",
    to: 'if (begins && step !== "promote") await',
  },
  {
    name: "an unfinished run is not resumed",
    file: "failover/run/plan.ts",
    from: "holder !== null && !finished(holder)",
    to: "holder !== null && finished(holder)",
  },
  {
    name: "an agent lets writes through while they are held",
    file: "failover/protocol/lease.ts",
    from: 'lease.active === region && lease.writes === "open"',
    to: "lease.active === region",
  },
  {
    name: "any primary passes the gate",
    file: "failover/protocol/gate.ts",
    from: 'before.lastWriter === to && database.role === "primary"',
    to: 'database.role === "primary"',
  },
  {
    name: "the edge is switched with writes held",
    file: "failover/steps/switch-edge.ts",
    from: 'writes: "open"',
    to: 'writes: "held"',
  },
];

/** The failover with the mutation in it, built from the sources. */
export async function mutated({ file, from, to }: Mutation): Promise<Core> {
  const source = readFileSync(join(ROOT, file), "utf8");
  if (source.split(from).length !== 2)
    throw new Error(`${file}: "${from}" stands there ${source.split(from).length - 1} times`);
  const result = await build({
    entryPoints: [join(__dirname, "core.ts")],
    bundle: true,
    write: false,
    platform: "node",
    format: "cjs",
    logLevel: "silent",
    plugins: [
      {
        name: "mutation",
        setup: ({ onLoad }) =>
          onLoad({ filter: /\.ts$/ }, ({ path }) =>
            relative(ROOT, path) === file ? { contents: source.replace(from, () => to), loader: "ts" } : null,
          ),
      },
    ],
  });
  const module = { exports: {} };
  const run = new Function("module", "exports", "require", result.outputFiles[0]?.text ?? "");
  run(module, module.exports, createRequire(__filename));
  return module.exports as Core;
}
