import { ELASTICSEARCH_DOMAIN, OPENSEARCH_DOMAIN } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A domain requires HTTPS.",
  rationale: "Data that is sent unencrypted can be read and changed in transit.",
  severity: "high",
  category: "encryption",
  remediation: "Set domainEndpointOptions.enforceHttps: true.",
  frameworks: { securityHub: ["Opensearch.8", "ES.8"], checkov: ["CKV_AWS_83"], trivy: ["AWS-0046"] },
  types: [OPENSEARCH_DOMAIN, ELASTICSEARCH_DOMAIN],
  scope: "resource",
  check: (domain) =>
    domain.flag("domainEndpointOptions.enforceHttps") === true
      ? undefined
      : "domainEndpointOptions.enforceHttps is not true",
});
