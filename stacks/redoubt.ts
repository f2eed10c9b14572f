import type { ProgramHooks } from "./hooks";
import { type ProgramOptions, programOf } from "./program";

export type { HookResult, ProgramHooks, RegionContext, StackContext } from "./hooks";

/** By name, so that two copies of this module agree. */
const HOOKS = Symbol.for("pulumi-redoubt.hooks");

/** A Pulumi program: what a project's index.ts exports. */
export type RedoubtProgram = () => Promise<object>;

/**
 * The program of every stack of a project. The stack's name decides what it declares; the settings under `redoubt:` in Pulumi.yaml decide
 * the rest.
 *
 * @param hooks what the project adds to the stacks
 * @param options what an operation of `pulumi-redoubt/automation` determines; a project's index.ts passes none
 * @example
 * ```ts
 * import * as aws from "@pulumi/aws";
 * import { redoubt } from "pulumi-redoubt/program";
 *
 * export = redoubt({
 *   region: ({ region, provider }) => {
 *     const queue = new aws.sqs.Queue(`jobs-${region}`, {}, { provider });
 *     return { jobsQueueUrl: queue.url };
 *   },
 * });
 * ```
 */
export function redoubt(hooks: ProgramHooks = {}, options: Omit<ProgramOptions, "hooks"> = {}): RedoubtProgram {
  // The AWS SDK is loaded when the program first reads what is deployed.
  const live = () => require("./live-state") as typeof import("./live-state");
  const program = programOf(
    (...args) => live().readLiveLease(...args),
    (...args) => live().readDeployedDatabases(...args),
    { ...options, hooks },
  );
  return Object.assign(program, { [HOOKS]: hooks });
}

/** The hooks of a value that `redoubt` returned; undefined for any other. */
export function hooksOf(program: unknown): ProgramHooks | undefined {
  return typeof program === "function" ? (program as { [HOOKS]?: ProgramHooks })[HOOKS] : undefined;
}
