import { RDS_INSTANCE } from "../../../resources/types";
import { isRemoteReplica } from "../../facts/database-replicas";
import { defineRule } from "../../rule";

export default defineRule({
  description: "An RDS instance has a synchronous standby in a second Availability Zone.",
  rationale: "Without one, the loss of a zone is an outage until a backup is restored, and recent writes are lost.",
  severity: "medium",
  category: "multi-az",
  remediation: "Set multiAz: true.",
  frameworks: {
    awsConfig: ["rds-multi-az-support"],
    securityHub: ["RDS.5"],
    trustedAdvisor: ["f2iK5R6Dep"],
    checkov: ["CKV_AWS_157"],
    cdkNag: ["AwsSolutions-RDS3", "HIPAA.Security-RDSMultiAZSupport", "NIST.800.53.R5-RDSMultiAZSupport"],
    kics: ["rds_multi_az_deployment_disabled"],
    awsGuard: ["rds-instance-multi-az-enabled"],
  },
  types: [RDS_INSTANCE],
  scope: "graph",
  check(database, { graph }) {
    // Of these engines, the cluster spans the zones.
    if (/^(aurora|docdb|neptune)/.test(database.text("engine") ?? "")) return undefined;
    if (database.flag("multiAz") === true) return undefined;
    // The loss of a reader in its source's region loses no data.
    if (database.has("replicateSourceDb") && !isRemoteReplica(database, graph)) return undefined;
    return "multiAz is not true: one zone holds it all";
  },
});
