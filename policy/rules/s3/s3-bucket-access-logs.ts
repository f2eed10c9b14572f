import { S3_BUCKET } from "../../../resources/types";
import { isLogBucket, logsAccess } from "../../facts/bucket-settings";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A bucket that stores data, not logs, has access logging.",
  rationale: "After a leak, the log shows who read which objects.",
  severity: "medium",
  category: "logging",
  remediation: "Add a BucketLogging that names a log bucket.",
  frameworks: {
    awsConfig: ["s3-bucket-logging-enabled"],
    securityHub: ["S3.9"],
    trustedAdvisor: ["BueAdJ7NrP"],
    checkov: ["CKV_AWS_18"],
    trivy: ["AWS-0089"],
    cdkNag: [
      "AwsSolutions-S1",
      "HIPAA.Security-S3BucketLoggingEnabled",
      "NIST.800.53.R5-S3BucketLoggingEnabled",
      "PCI.DSS.321-S3BucketLoggingEnabled",
    ],
    kics: ["s3_bucket_logging_disabled"],
    awsGuard: ["s3-bucket-logging-enabled"],
  },
  types: [S3_BUCKET],
  scope: "graph",
  check: (bucket, { graph }) =>
    logsAccess(bucket, graph) || isLogBucket(bucket, graph) ? undefined : "its requests are not logged",
});
