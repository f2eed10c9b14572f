import type { OutputMap } from "@pulumi/pulumi/automation";

/** A stack's outputs, by name. */
export type Outputs = Readonly<Record<string, unknown>>;

/** A stack's outputs for display: secrets as "[secret]". */
export function masked(outputs: OutputMap): Outputs {
  return Object.fromEntries(
    Object.entries(outputs).map(([key, { value, secret }]) => [key, secret ? "[secret]" : value]),
  );
}

/** A stack's outputs for a failover, which needs no secret one. */
export function withoutSecrets(outputs: OutputMap): Outputs {
  return Object.fromEntries(
    Object.entries(outputs).flatMap(([key, { value, secret }]) => (secret ? [] : [[key, value]])),
  );
}
