import { regionNamed } from "../../../resources/region-of";
import { each, some, Undecided } from "../../../resources/three-valued";
import { destinationRegion, enabledRules, REPLICATING_TYPES, sourceBucket } from "../../facts/bucket-replication";
import { encryptionRules, KMS_ALGORITHMS } from "../../facts/bucket-settings";
import { defineRule } from "../../rule";

export default defineRule({
  description: "Replication includes objects that are encrypted with KMS, and uses a key of the destination's region.",
  rationale: "By default, replication skips these objects without an error.",
  severity: "critical",
  category: "recovery across regions",
  remediation:
    "Set sourceSelectionCriteria.sseKmsEncryptedObjects, and destination.encryptionConfiguration.replicaKmsKeyId to a key of the destination's region.",
  frameworks: {},
  types: REPLICATING_TYPES,
  scope: "graph",
  check(replication, { graph }) {
    const rules = enabledRules(replication);
    const source = sourceBucket(replication, graph);
    if (rules.length === 0) return undefined;
    if (!source) throw new Undecided(`the bucket of ${replication.name}`);
    const kms = some(encryptionRules(source, graph), (rule) => KMS_ALGORITHMS.has(rule.default?.text("sseAlgorithm")));
    if (!kms) return undefined;
    return each(rules, (rule) => {
      if (rule.text("sourceSelectionCriteria.sseKmsEncryptedObjects.status") !== "Enabled") {
        return `${rule.path}.sourceSelectionCriteria.sseKmsEncryptedObjects is not enabled`;
      }
      const path = "destination.encryptionConfiguration.replicaKmsKeyId";
      if (!rule.has(path)) return `${rule.path}.${path} is not set`;
      const key = regionNamed(replication, rule, path, graph);
      const destination = destinationRegion(replication, rule, graph);
      return key === undefined || key === destination
        ? undefined
        : `${rule.path}.${path} is a key of ${key}, its destination is in ${destination}`;
    });
  },
});
