import { ELASTICSEARCH_DOMAIN, OPENSEARCH_DOMAIN } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A domain is in a VPC.",
  rationale: "A public endpoint is protected by its access policy alone.",
  severity: "high",
  category: "exposure",
  remediation: "Set vpcOptions with subnets of the VPC. It cannot be changed later: this creates a new domain.",
  frameworks: { securityHub: ["Opensearch.2", "ES.2"], checkov: ["CKV_AWS_137"] },
  types: [OPENSEARCH_DOMAIN, ELASTICSEARCH_DOMAIN],
  scope: "resource",
  check: (domain) => (domain.block("vpcOptions") ? undefined : "vpcOptions is not set"),
});
