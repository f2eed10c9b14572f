import type { Inputs } from "../../../resources/inputs";
import { every, some } from "../../../resources/three-valued";
import { LB_LISTENER, LB_LOAD_BALANCER } from "../../../resources/types";
import { listenerProtocol } from "../../facts/load-balancers";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A listener uses HTTPS or redirects to HTTPS.",
  rationale: "Data that is sent unencrypted can be read and changed in transit.",
  severity: "critical",
  category: "encryption",
  remediation: 'Set protocol: "HTTPS" with a certificate. An HTTP listener has a single action: a redirect to HTTPS.',
  frameworks: {
    cfnGuard: ["elbv2-listener-protocol-rule"],
    awsConfig: ["alb-http-to-https-redirection-check"],
    securityHub: ["ELB.1", "ELB.18"],
    checkov: ["CKV_AWS_2", "CKV2_AWS_20", "CKV_AWS_103"],
    trivy: ["AWS-0054"],
    cdkNag: [
      "HIPAA.Security-ALBHttpToHttpsRedirection",
      "NIST.800.53.R5-ALBHttpToHttpsRedirection",
      "PCI.DSS.321-ALBHttpToHttpsRedirection",
    ],
    kics: ["alb_listening_on_http"],
    compliancePolicies: [
      "aws-lb-listener-disallow-unencrypted-traffic",
      "aws-alb-listener-disallow-unencrypted-traffic",
    ],
    awsGuard: ["alb-http-to-https-redirection"],
  },
  types: [LB_LISTENER],
  scope: "graph",
  check(listener, { graph }) {
    const protocol = listenerProtocol(listener);
    if (protocol !== undefined && protocol !== "HTTP") return undefined;
    // A gateway load balancer's listener has no protocol; any other without one listens on HTTP.
    const balancers = graph.namedBy(listener, "loadBalancerArn", LB_LOAD_BALANCER);
    if (some(balancers, (balancer) => balancer.text("loadBalancerType") === "gateway")) return undefined;
    if (balancers.length === 0 && listener.text("loadBalancerArn")?.includes(":loadbalancer/gwy/")) return undefined;
    const actions = listener.list("defaultActions");
    const redirects = actions.length === 1 && every(actions, redirectsToHttps);
    return redirects ? undefined : "it takes HTTP and does not redirect to HTTPS";
  },
});

function redirectsToHttps(action: Inputs): boolean {
  // A redirect that names no protocol keeps the request's own.
  return action.text("type") === "redirect" && action.text("redirect.protocol") === "HTTPS";
}
