import { textOf } from "../../../resources/text-of";
import { LAMBDA_PERMISSION } from "../../../resources/types";
import { isInterpolation, isUnknown } from "../../../resources/unknown";
import { isFixedArn } from "../../facts/policy-documents";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A function's resource policy restricts who may invoke it.",
  rationale: "A service principal without a source lets every account invoke the function through that service.",
  severity: "critical",
  category: "exposure",
  remediation: 'Set sourceArn or sourceAccount for service principals. Do not use the principal "*" without a source.',
  frameworks: {
    cfnGuard: ["lambda-no-wildcard-principal"],
    awsConfig: ["lambda-function-public-access-prohibited"],
    securityHub: ["Lambda.1"],
    checkov: ["CKV_AWS_301", "CKV_AWS_364"],
    trivy: ["AWS-0067"],
    cdkNag: [
      "HIPAA.Security-LambdaFunctionPublicAccessProhibited",
      "NIST.800.53.R5-LambdaFunctionPublicAccessProhibited",
      "PCI.DSS.321-LambdaFunctionPublicAccessProhibited",
    ],
    kics: ["lambda_with_vulnerable_policy"],
    compliancePolicies: ["aws-lambda-permission-configure-source-arn"],
  },
  types: [LAMBDA_PERMISSION],
  scope: "graph",
  check(permission) {
    const principal = permission.text("principal");
    if (permission.given("principalOrgId") || permission.given("sourceAccount")) return undefined;
    if (principal !== "*" && !principal?.endsWith(".amazonaws.com")) return undefined;
    const source = permission.raw("sourceArn");
    // A value from another resource is that resource's own ARN.
    const fromResource = isUnknown(source) || isInterpolation(source);
    if (permission.given("sourceArn") && (fromResource || isFixedArn(textOf(source)))) return undefined;
    return principal === "*"
      ? "everyone may invoke the function"
      : `every account may invoke the function through ${principal}: no sourceArn or sourceAccount restricts it`;
  },
});
