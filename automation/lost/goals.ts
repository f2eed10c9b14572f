import * as pulumi from "@pulumi/pulumi";

/** A resource as the program registers it. */
export interface Goal {
  readonly type: string;
  readonly name: string;
  /** Values that are not known before the update are not JSON values. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly ignoreChanges: readonly string[];
}

/** A stack's program that also reports what it registers, as the engine receives it. */
export function reporting(
  program: pulumi.automation.PulumiFn,
  report: (goal: Goal) => void,
): pulumi.automation.PulumiFn {
  return async () => {
    await pulumi.runtime.registerResourceTransform(async ({ custom, type, name, props, opts }) => {
      if (custom) report({ type, name, inputs: props, ignoreChanges: opts.ignoreChanges ?? [] });
      return undefined;
    });
    return program();
  };
}
