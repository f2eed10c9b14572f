import { expect } from "chai";
import type { OperationResult, ResourceChange, WorkspaceEvent } from "../../automation";
import { STATEFUL_TYPES } from "../support/stateful-types";

/** Defects of the local AWS: properties that differ on every read, by type. */
const artefacts: Readonly<Record<string, string>> = {
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": "rules",
};

/** The result, if every stack succeeded, or has another of the given states; otherwise fails with their reasons. */
export function succeeded(result: OperationResult, ...others: readonly string[]): OperationResult {
  const failed = result.stacks.filter(({ state }) => state !== "succeeded" && !others.includes(state));
  expect(failed.map(({ stack, state, reason }) => `${stack} ${state}: ${reason}`)).to.deep.equal([]);
  return result;
}

/** Informational messages of an operation. */
export async function infosOf(run: AsyncIterable<WorkspaceEvent>): Promise<string[]> {
  const infos: string[] = [];
  for await (const event of run)
    if (event.kind === "diagnostic" && event.severity === "info") infos.push(event.message);
  return infos;
}

/** Whether a change of these properties is one that the local AWS shows at every preview. */
export function isArtefact(type: string, properties: readonly string[]): boolean {
  return properties.length > 0 && properties.every((property) => artefacts[type] === property);
}

/** Changes without the artefacts of the local AWS. */
export function realChanges({ stacks }: OperationResult): string[] {
  return stacks
    .flatMap(({ changes }) => changes)
    .filter(({ type, properties }) => !isArtefact(type, properties))
    .map(({ operation, urn, properties }) => `${operation} ${urn} (${properties.join(", ")})`);
}

/** Resources that hold data and are replaced or deleted. */
export function dataLosses({ stacks }: OperationResult): ResourceChange[] {
  return stacks
    .flatMap(({ changes }) => changes)
    .filter(({ type, operation }) => STATEFUL_TYPES.includes(type) && /delete|replace/.test(operation));
}
