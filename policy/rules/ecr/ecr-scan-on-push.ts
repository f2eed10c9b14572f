import { ECR_REPOSITORY } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A repository scans images when they are pushed.",
  rationale: "Known vulnerabilities are found before an image is deployed.",
  severity: "medium",
  category: "operations",
  remediation: "Set imageScanningConfiguration.scanOnPush: true.",
  frameworks: { securityHub: ["ECR.1"], checkov: ["CKV_AWS_163"], trivy: ["AWS-0030"] },
  types: [ECR_REPOSITORY],
  scope: "resource",
  remediate: () => ({ "imageScanningConfiguration.scanOnPush": true }),
  check: (repository) =>
    repository.flag("imageScanningConfiguration.scanOnPush") === true
      ? undefined
      : "imageScanningConfiguration.scanOnPush is not true",
});
