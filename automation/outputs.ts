import type { OutputMap } from "@pulumi/pulumi/automation";
import { UserError } from "../errors";
import { readJsonFile } from "./json-file";

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
  const value = readJsonFile(file, `--outputs: ${file}`, "give the output of redoubt status --json");
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new UserError(
    `--outputs: ${file}: got no object; give the output of redoubt status --json, or outputs by stack: {"global": {…}, "prod": {…}}`,
  );
}
