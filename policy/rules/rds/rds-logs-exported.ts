import { RDS_CLUSTER, RDS_INSTANCE } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A database exports its logs to CloudWatch Logs.",
  rationale: "Logs on the instance are lost with the instance.",
  severity: "medium",
  category: "logging",
  remediation: "List the engine's log types in enabledCloudwatchLogsExports.",
  frameworks: {
    awsConfig: ["rds-logging-enabled"],
    securityHub: ["RDS.9", "RDS.36"],
    checkov: ["CKV_AWS_129", "CKV_AWS_324"],
    cdkNag: [
      "AwsSolutions-RDS16",
      "HIPAA.Security-RDSLoggingEnabled",
      "NIST.800.53.R5-RDSLoggingEnabled",
      "PCI.DSS.321-RDSLoggingEnabled",
    ],
  },
  types: [RDS_INSTANCE, RDS_CLUSTER],
  scope: "resource",
  check: (database) =>
    database.list("enabledCloudwatchLogsExports").length > 0 ? undefined : "enabledCloudwatchLogsExports is empty",
});
