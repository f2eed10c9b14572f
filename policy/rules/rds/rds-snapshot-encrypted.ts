import { every } from "../../../resources/three-valued";
import {
  RDS_CLUSTER,
  RDS_CLUSTER_SNAPSHOT,
  RDS_CLUSTER_SNAPSHOT_COPY,
  RDS_SNAPSHOT_COPY,
} from "../../../resources/types";
import { namesCustomerKey } from "../../facts/kms";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A snapshot or snapshot copy is encrypted.",
  rationale: "A snapshot contains the whole database.",
  severity: "medium",
  category: "encryption",
  remediation: "Encrypt the cluster. Set kmsKeyId of a copy to a customer managed key.",
  frameworks: {
    awsConfig: ["rds-snapshot-encrypted"],
    securityHub: ["RDS.4"],
    checkov: ["CKV_AWS_266", "CKV_AWS_146"],
  },
  types: [RDS_SNAPSHOT_COPY, RDS_CLUSTER_SNAPSHOT_COPY, RDS_CLUSTER_SNAPSHOT],
  scope: "graph",
  check(snapshot, { graph }) {
    if (snapshot.type !== RDS_CLUSTER_SNAPSHOT) {
      return namesCustomerKey(snapshot, "kmsKeyId") ? undefined : "kmsKeyId does not name a customer managed key";
    }
    // A snapshot has its cluster's encryption. An exported stack also contains the snapshot's own.
    const clusters = graph.namedBy(snapshot, "dbClusterIdentifier", RDS_CLUSTER);
    const encrypted =
      snapshot.flag("storageEncrypted") === true ||
      (clusters.length > 0 && every(clusters, (cluster) => cluster.flag("storageEncrypted") === true));
    return encrypted ? undefined : "its cluster is not known to be encrypted";
  },
});
