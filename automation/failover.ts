import { parseConfig } from "../config/parse";
import type { Mode } from "../failover/protocol/types";
import { readProject } from "../preview/project";
import { readDeployment } from "./deployment";
import { Run } from "./run";
import type {
  FailbackOptions,
  FailbackResult,
  FailoverEvent,
  FailoverOptions,
  FailoverResult,
  PreflightOptions,
  PreflightResult,
  SwitchoverOptions,
  UnfenceOptions,
  UnfenceResult,
} from "./runs/types";

/**
 * Makes another region active because the active one is lost. Writes that were not replicated are lost. Call it again to continue a run
 * that was interrupted. Rejects with UserError when the promotion gate refuses, or the lease cannot be read.
 * @example
 * const run = failover({ to: "us-west-1" });
 * for await (const event of run) console.log(event);
 * const { summary } = await run;
 */
export function failover(options: FailoverOptions): Run<FailoverResult, FailoverEvent> {
  return start("failover", options);
}

/** Makes another region active while both are available. Writes are held for minutes; nothing is lost. Rejects as `failover` does. */
export function switchover(options: SwitchoverOptions): Run<FailoverResult, FailoverEvent> {
  return start("switchover", options);
}

/** Does every step of a failover except promotion and traffic, and rolls it back. Rejects as `failover` does. */
export function rehearse(options: SwitchoverOptions): Run<FailoverResult, FailoverEvent> {
  return start("rehearse", options);
}

/**
 * Goes back to the region that the last run left. Where its database is a former primary, only lifts its deletion protection: then record
 * the rebuild with `recordRebuild`, deploy, and call it again. Otherwise switches over. Rejects as `failover` does.
 */
export function failback(options: FailbackOptions = {}): Run<FailbackResult, FailoverEvent> {
  return new Run(async (emit) => {
    const { previousRegion } = require("./runs/previous-region") as typeof import("./runs/previous-region");
    const { prepareRebuild } = require("./runs/prepare-rebuild") as typeof import("./runs/prepare-rebuild");
    const { carryOut } = require("./runs/carry-out") as typeof import("./runs/carry-out");
    const { portsOnAws } = require("./runs/ports") as typeof import("./runs/ports");
    const system = await readDeployment(options);
    const to = options.to ?? (await previousRegion(system.deployment));
    const rebuild = await prepareRebuild(system, to, portsOnAws(system.deployment, to), async (change) => {
      emit({ kind: "planned", change });
      await options.confirm?.(change);
    });
    if (rebuild) return { kind: "rebuild-prepared", ...rebuild };
    return { kind: "switched-over", ...(await carryOut(system, "switchover", { ...options, to }, emit)) };
  });
}

/**
 * Removes the fence of a region's network, where no run and no controller does: a controller removes its own region's fence within a minute
 * while it works. Rejects with UserError while the region's database is a former primary, or a run is under way.
 */
export async function unfence(options: UnfenceOptions): Promise<UnfenceResult> {
  const { removeFence } = require("./runs/remove-fence") as typeof import("./runs/remove-fence");
  return removeFence(await readDeployment(options), options);
}

/**
 * Checks everything that a failover depends on, or with `account` what a first deployment depends on. Changes nothing.
 * @throws UserError when the region is not deployed, or not given although there is not exactly one standby
 */
export async function preflight(options: PreflightOptions = {}): Promise<PreflightResult> {
  const { runAccountPreflight, runPreflight } =
    require("./runs/run-preflight") as typeof import("./runs/run-preflight");
  const { stateBackendCheck } = require("./runs/state-backend") as typeof import("./runs/state-backend");
  const project = options.project ?? "Pulumi.yaml";
  if (options.account) {
    const config = parseConfig(readProject(project).config());
    return runAccountPreflight(config, [stateBackendCheck(config, project)]);
  }
  const system = await readDeployment(options);
  // Outputs from a file are for a machine without the Pulumi CLI.
  const others = options.outputs === undefined ? [stateBackendCheck(system.config, project)] : [];
  return runPreflight(system, options.to, others);
}

// The implementations are loaded on demand: they load the AWS SDK, which is slow and which not every program of this library calls.
function start(mode: Mode, options: FailoverOptions): Run<FailoverResult, FailoverEvent> {
  return new Run(async (emit) => {
    const { carryOut } = require("./runs/carry-out") as typeof import("./runs/carry-out");
    return carryOut(await readDeployment(options), mode, options, emit);
  });
}
