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
    name: "the lease is taken with writes open",
    file: "failover/protocol/lease.ts",
    from: 'writes: "held", run: plan.run',
    to: 'writes: "open", run: plan.run',
  },
  {
    name: "promotion does not wait for the old lease",
    file: "failover/protocol/flow.ts",
    from: '["expire-lease", "promote"]',
    to: '["promote", "expire-lease"]',
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
    name: "lag that is unknown counts as none",
    file: "failover/protocol/gate.ts",
    from: "lag === null || lag.seconds < 0",
    to: "lag === null",
  },
  { name: "a stale lag counts", file: "failover/protocol/gate.ts", from: "age > gate.staleSeconds", to: "age < 0" },
  {
    name: "any lag passes",
    file: "failover/protocol/gate.ts",
    from: "lag.seconds > gate.maxLagSeconds",
    to: "lag.seconds < 0",
  },
  {
    name: "a replica of a fallen region passes",
    file: "failover/protocol/gate.ts",
    from: "database.source !== before.lastWriter",
    to: "database.source === null",
  },
  {
    name: "an opened lease does not say who wrote last",
    file: "failover/protocol/lease.ts",
    from: "    lastWriter: plan.to,\n",
    to: "",
  },
  {
    name: "promotion is believed without a write",
    file: "failover/steps/promote.ts",
    from: "await ports.database.write(",
    to: "void (",
  },
  {
    name: "promotion is believed when it is asked for",
    file: "failover/steps/promote.ts",
    from: 'pending("promotion asked for")',
    to: 'done("promotion asked for")',
  },
  {
    name: "a switchover does not wait for the replica",
    file: "failover/steps/catch-up.ts",
    from: ": pending(",
    to: ": done(",
  },
  {
    name: "a switchover waits for the replica while the old region still writes",
    file: "failover/protocol/flow.ts",
    from: '{ branches: [["hold-writes"], ["expire-lease"]], onFailure: "rollback" }',
    to: '{ branches: [["hold-writes"]], onFailure: "rollback" }',
  },
  {
    name: "the edge takes any state",
    file: "failover/protocol/edge-state.ts",
    from: "next.epoch > current.epoch) return true",
    to: "next.epoch > 0) return true",
  },
  {
    name: "the edge is switched before the database is promoted",
    file: "failover/protocol/flow.ts",
    from: '{ ...one("gate", "acquire-lease"), onFailure: "stop" }',
    to: '{ ...one("gate", "acquire-lease", "switch-edge"), onFailure: "stop" }',
  },
  {
    name: "a failed step is passed over",
    file: "failover/protocol/machine.ts",
    from: '(known[step] === "failed" && flow.bestEffort.includes(step))',
    to: 'known[step] === "failed"',
  },
  {
    name: "a rehearsal promotes",
    file: "failover/protocol/flow.ts",
    from: 'one("gate", "raise-capacity", "probe-target")',
    to: 'one("gate", "raise-capacity", "promote")',
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
