import { regionNamed } from "../../estate/region-of";
import { each, some, Undecided } from "../../estate/three-valued";
import { defineRule } from "../../rule";
import { encryptionRules, kmsAlgorithms } from "../s3/bucket-settings";
import { destinationRegion, enabledRules, replicatingTypes, sourceBucket } from "./bucket-replication";

export const kmsObjectsReplicate = defineRule({
  name: "kms-objects-replicate",
  what: "Objects encrypted with KMS are replicated, under a key of the destination's region.",
  why: "Left at its default, replication passes encrypted objects over without a word.",
  severity: "critical",
  concern: "recovery across regions",
  remediation:
    "Set sourceSelectionCriteria.sseKmsEncryptedObjects, and destination.encryptionConfiguration.replicaKmsKeyId to a key of the destination's region.",
  frameworks: {},
  types: replicatingTypes,
  scope: "estate",
  check(replication, { estate }) {
    const rules = enabledRules(replication);
    const source = sourceBucket(replication, estate);
    if (rules.length === 0) return undefined;
    if (!source) throw new Undecided(`the bucket of ${replication.name}`);
    const kms = some(encryptionRules(source, estate), (rule) => kmsAlgorithms.has(rule.default?.text("sseAlgorithm")));
    if (!kms) return undefined;
    return each(rules, (rule) => {
      if (rule.text("sourceSelectionCriteria.sseKmsEncryptedObjects.status") !== "Enabled") {
        return `${rule.path}.sourceSelectionCriteria.sseKmsEncryptedObjects is not enabled`;
      }
      const path = "destination.encryptionConfiguration.replicaKmsKeyId";
      if (!rule.has(path)) return `${rule.path}.${path} is not set`;
      const key = regionNamed(replication, rule, path, estate);
      if (key !== undefined && key === source.region && source.region !== null) {
        return `${rule.path}.${path} is a key of ${key}, the source's region`;
      }
      const destination = destinationRegion(replication, rule, estate);
      return key === destination
        ? undefined
        : `${rule.path}.${path} is a key of ${key}, its destination lies in ${destination}`;
    });
  },
});
