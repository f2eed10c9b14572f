import { existsSync, readFileSync, statSync } from "node:fs";
import type { OutputMap } from "@pulumi/pulumi/automation";
import { UserError } from "../errors";

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

/**
 * The object in the file of `--outputs`.
 * @throws UserError when there is no such file, or it has another form
 */
export function readOutputsFile(file: string): object {
  if (!existsSync(file)) {
    throw new UserError(`--outputs: ${file}: no such file; give the output of redoubt status --json`);
  }
  if (statSync(file).isDirectory()) {
    throw new UserError(`--outputs: ${file}: is a folder; give the output of redoubt status --json`);
  }
  const text = readFileSync(file, "utf8");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UserError(
      `--outputs: ${file}: not JSON: ${error instanceof Error ? error.message : error}; give the output of redoubt status --json`,
    );
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new UserError(
    `--outputs: ${file}: got no object; give the output of redoubt status --json, or outputs by stack: {"global": {…}, "prod": {…}}`,
  );
}
