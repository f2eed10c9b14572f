import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Inputs } from "../components/inputs";
import type { RedoubtConfig } from "../config/parse";
import { UserError } from "../errors";
import type { EdgeOutputs, GlobalOutputs, RegionOutputs } from "./outputs";

/** What a hook receives: the stack after Redoubt's resources were declared. */
export interface StackContext<Outputs> {
  readonly config: RedoubtConfig;
  /** Provider of the stack's region. Pass it as `{ provider }`. */
  readonly provider: aws.Provider;
  /** The stack's outputs. */
  readonly outputs: Inputs<Outputs>;
}

/** Context of a region's stack. */
export interface RegionContext extends StackContext<RegionOutputs> {
  readonly region: string;
  readonly role: "active" | "standby";
}

/** Outputs that a hook adds to those of the stack; nothing to add none. */
// biome-ignore lint/suspicious/noConfusingVoidType: a hook may be a function without a return statement
export type HookResult = object | void | Promise<object | void>;

/**
 * What a program adds to each kind of stack. A hook may create resources of any kind. It runs in every operation, so it must create the
 * same resources each time.
 */
export interface ProgramHooks {
  /** Runs in the global stack. */
  readonly global?: (context: StackContext<GlobalOutputs>) => HookResult;
  /** Runs in each region's stack. */
  readonly region?: (context: RegionContext) => HookResult;
  /** Runs in the edge stack. */
  readonly edge?: (context: StackContext<EdgeOutputs>) => HookResult;
}

/**
 * A stack's outputs together with those of its hook.
 * @throws UserError when a hook returns an output that the stack has already
 */
export async function withHook<Context extends { readonly outputs: object }>(
  kind: keyof ProgramHooks,
  hook: ((context: Context) => HookResult) | undefined,
  context: Context,
): Promise<object> {
  const added = (await hook?.(context)) ?? {};
  const taken = Object.keys(added).filter((key) => key in context.outputs);
  if (taken.length > 0) {
    const stack = pulumi.getStack();
    throw new UserError(
      `hook ${kind}: returned ${taken.join(", ")}, which stack ${stack} has as an output already; choose another name`,
    );
  }
  return { ...context.outputs, ...added };
}
