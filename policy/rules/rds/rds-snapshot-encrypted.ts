import { every } from "../../../resources/three-valued";
import { namesCustomerKey } from "../../facts/kms";
import { defineRule } from "../../rule";

const clusterSnapshot = "aws:rds/clusterSnapshot:ClusterSnapshot";

export const rdsSnapshotEncrypted = defineRule({
  name: "rds-snapshot-encrypted",
  description: "A snapshot, and a copy of one, is encrypted.",
  rationale: "A snapshot is the whole database.",
  severity: "medium",
  category: "encryption",
  remediation: "Encrypt the cluster; set kmsKeyId of a copy to a key of yours.",
  frameworks: {
    awsConfig: ["rds-snapshot-encrypted"],
    securityHub: ["RDS.4"],
    checkov: ["CKV_AWS_266", "CKV_AWS_146"],
  },
  types: [
    "aws:rds/snapshotCopy:SnapshotCopy",
    "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy",
    "aws:rds/clusterSnapshot:ClusterSnapshot",
  ],
  scope: "graph",
  check(snapshot, { graph }) {
    if (snapshot.type !== clusterSnapshot) {
      return namesCustomerKey(snapshot, "kmsKeyId") ? undefined : "kmsKeyId names no key of yours";
    }
    // A snapshot has its cluster's encryption; an export also tells its own.
    const clusters = graph.namedBy(snapshot, "dbClusterIdentifier", "aws:rds/cluster:Cluster");
    const encrypted =
      snapshot.flag("storageEncrypted") === true ||
      (clusters.length > 0 && every(clusters, (cluster) => cluster.flag("storageEncrypted") === true));
    return encrypted ? undefined : "nothing in view says that its cluster is encrypted";
  },
});
