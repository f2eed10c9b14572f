import type { CustomResourceOptions } from "@pulumi/pulumi";

/**
 * Changes one child of a component before it is created: an object replaces single arguments, a function edits arguments and
 * options in place.
 * @example
 * new LogBucket("logs", { region, accountId, logRetentionDays: 365, transform: { bucket: { objectLockEnabled: true } } });
 * @example
 * transform: { instance: (args, opts) => { opts.ignoreChanges = ["allocatedStorage"]; } }
 */
export type Transform<Args extends object> =
  | Partial<Args>
  | ((args: Args, opts: CustomResourceOptions, name: string) => void);

/** The constructor arguments of a child, after the caller's transform. */
export function transformed<Args extends object>(
  transform: Transform<Args> | undefined,
  name: string,
  args: Args,
  opts: CustomResourceOptions,
): [string, Args, CustomResourceOptions] {
  if (typeof transform !== "function") return [name, { ...args, ...transform }, opts];
  const edited = { ...args };
  const editedOptions = { ...opts };
  transform(edited, editedOptions, name);
  return [name, edited, editedOptions];
}
