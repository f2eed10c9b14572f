import { KMS_KEY } from "../../../resources/types";
import { defineRule } from "../../rule";

/** The only key spec with automatic rotation; keys in a custom key store have none. */
const ROTATING_SPEC = "SYMMETRIC_DEFAULT";

export default defineRule({
  description: "A symmetric key is rotated every year.",
  rationale: "Rotation limits how much data one leaked version of the key material can decrypt.",
  severity: "medium",
  category: "encryption",
  remediation: "Set enableKeyRotation: true.",
  frameworks: {
    awsConfig: ["cmk-backing-key-rotation-enabled"],
    securityHub: ["KMS.4"],
    checkov: ["CKV_AWS_7"],
    trivy: ["AWS-0065"],
    cdkNag: [
      "AwsSolutions-KMS5",
      "NIST.800.53.R5-KMSBackingKeyRotationEnabled",
      "PCI.DSS.321-KMSBackingKeyRotationEnabled",
    ],
    compliancePolicies: ["aws-kms-key-enable-key-rotation"],
    awsGuard: ["kms-key-rotation-enabled"],
  },
  types: [KMS_KEY],
  scope: "resource",
  remediate: () => ({ enableKeyRotation: true }),
  check(key) {
    const spec = key.text("customerMasterKeySpec") ?? ROTATING_SPEC;
    const usage = key.text("keyUsage") ?? "ENCRYPT_DECRYPT";
    if (key.has("customKeyStoreId") || spec !== ROTATING_SPEC || usage !== "ENCRYPT_DECRYPT") return undefined;
    return key.flag("enableKeyRotation") === true ? undefined : "enableKeyRotation is not true";
  },
});
