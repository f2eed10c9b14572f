import { each } from "../../../resources/three-valued";
import { ELB_LOAD_BALANCER } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A Classic Load Balancer's listeners use HTTPS or TLS.",
  rationale:
    "Data that is sent unencrypted can be read and changed in transit. A Classic Load Balancer cannot redirect.",
  severity: "high",
  category: "encryption",
  remediation: 'Set lbProtocol: "https" or "ssl" with sslCertificateId, or move to an Application Load Balancer.',
  frameworks: {
    securityHub: ["ELB.3"],
    checkov: ["CKV_AWS_376"],
    compliancePolicies: ["aws-elb-loadbalancer-disallow-unencrypted-traffic"],
  },
  types: [ELB_LOAD_BALANCER],
  scope: "resource",
  check: (balancer) =>
    each(balancer.list("listeners"), (listener) => {
      const protocol = listener.text("lbProtocol")?.toLowerCase();
      return protocol === "https" || protocol === "ssl" ? undefined : `${listener.path}.lbProtocol is ${protocol}`;
    }),
});
