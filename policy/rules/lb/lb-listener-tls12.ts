import { LB_LISTENER } from "../../../resources/types";
import { listenerProtocol } from "../../facts/load-balancers";
import { defineRule } from "../../rule";

/**
 * Elastic Load Balancing's families of policies from TLS 1.2 up with forward secrecy. The extended ones of TLS 1.3 (Ext1, Ext2) also offer
 * ciphers without it. See "Security policies for your Application Load Balancer" in the ELB documentation.
 */
const MODERN = /-TLS13-1-[23]-(?!Ext[12]-)|-FS-1-2-/;

export default defineRule({
  description: "A listener's security policy requires TLS 1.2 with forward secrecy.",
  rationale:
    "Earlier versions have known vulnerabilities. Without forward secrecy, a leaked key decrypts recorded traffic.",
  severity: "critical",
  category: "encryption",
  remediation: "Set sslPolicy to a policy such as ELBSecurityPolicy-TLS13-1-2-2021-06.",
  frameworks: {
    cfnGuard: ["elbv2-listener-ssl-policy-rule"],
    securityHub: ["ELB.17"],
    checkov: ["CKV_AWS_103"],
    trivy: ["AWS-0047"],
    kics: ["alb_is_not_using_secure_policy"],
    compliancePolicies: ["aws-lb-listener-configure-secure-tls", "aws-alb-listener-configure-secure-tls"],
  },
  types: [LB_LISTENER],
  scope: "resource",
  remediate: () => ({ sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" }),
  check(listener) {
    const protocol = listenerProtocol(listener);
    if (protocol !== "HTTPS" && protocol !== "TLS") return undefined;
    const policy = listener.text("sslPolicy");
    if (policy === undefined) return "sslPolicy is not set: the default allows TLS 1.0";
    return MODERN.test(policy)
      ? undefined
      : `sslPolicy ${policy} allows TLS before 1.2, or ciphers without forward secrecy`;
  },
});
