import { ELASTICSEARCH_DOMAIN, OPENSEARCH_DOMAIN } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A domain is encrypted at rest.",
  rationale: "Indexes contain the data that they make searchable.",
  severity: "high",
  category: "encryption",
  remediation: "Set encryptAtRest.enabled: true.",
  frameworks: { securityHub: ["Opensearch.1", "ES.1"], checkov: ["CKV_AWS_5", "CKV_AWS_247"], trivy: ["AWS-0048"] },
  types: [OPENSEARCH_DOMAIN, ELASTICSEARCH_DOMAIN],
  scope: "resource",
  check: (domain) => (domain.flag("encryptAtRest.enabled") === true ? undefined : "encryptAtRest.enabled is not true"),
});
