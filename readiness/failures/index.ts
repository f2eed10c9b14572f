import type { Failure } from "../document";
import { corruption } from "./corruption";
import { databaseInstance } from "./database-instance";
import { edgeControlPlane } from "./edge-control-plane";
import { assess, type FailureDefinition, type Situation } from "./failure";
import { instance } from "./instance";
import { leaseRegion } from "./lease-region";
import { operatorError } from "./operator-error";
import { region } from "./region";
import { replicationStalled } from "./replication-stalled";
import { zone } from "./zone";

/** Every failure of the matrix, from the smallest to the largest. */
const failures: readonly FailureDefinition[] = [
  instance,
  zone,
  databaseInstance,
  region,
  edgeControlPlane,
  leaseRegion,
  replicationStalled,
  corruption,
  operatorError,
];

/** For each failure, what would detect and handle it, and whether that is really registered. */
export function failureMatrix(situation: Situation): Failure[] {
  return failures.map((definition) => assess(definition, situation));
}
