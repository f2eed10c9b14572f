import { RDS_INSTANCE } from "../../../resources/types";
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
  scope: "resource",
  check(database) {
    // Of these engines, the cluster spans the zones.
    if (/^(aurora|docdb|neptune)/.test(database.text("engine") ?? "")) return undefined;
    return database.flag("multiAz") === true ? undefined : "multiAz is not true: one zone holds it all";
  },
});
