import { every } from "../../estate/three-valued";
import { defineRule } from "../../rule";
import { namesCustomerKey } from "../kms/customer-key";

const clusterSnapshot = "aws:rds/clusterSnapshot:ClusterSnapshot";

export const rdsSnapshotEncrypted = defineRule({
  name: "rds-snapshot-encrypted",
  what: "A snapshot, and a copy of one, is encrypted.",
  why: "A snapshot is the whole database.",
  severity: "medium",
  concern: "encryption",
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
  scope: "estate",
  check(snapshot, { estate }) {
    if (snapshot.type !== clusterSnapshot) {
      return namesCustomerKey(snapshot, "kmsKeyId") ? undefined : "kmsKeyId names no key of yours";
    }
    // A snapshot has its cluster's encryption; an export also tells its own.
    const clusters = estate.namedBy(snapshot, "dbClusterIdentifier", "aws:rds/cluster:Cluster");
    const encrypted =
      snapshot.flag("storageEncrypted") === true ||
      (clusters.length > 0 && every(clusters, (cluster) => cluster.flag("storageEncrypted") === true));
    return encrypted ? undefined : "nothing in view says that its cluster is encrypted";
  },
});
