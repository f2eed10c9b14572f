import { some } from "../../../resources/three-valued";
import { ECR_REGISTRY_SCANNING_CONFIGURATION, ECR_REPOSITORY } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A repository scans images when they are pushed.",
  rationale: "Known vulnerabilities are found before an image is deployed.",
  severity: "medium",
  category: "operations",
  remediation: "Set imageScanningConfiguration.scanOnPush: true.",
  frameworks: { securityHub: ["ECR.1"], checkov: ["CKV_AWS_163"], trivy: ["AWS-0030"] },
  types: [ECR_REPOSITORY],
  scope: "graph",
  remediate: () => ({ "imageScanningConfiguration.scanOnPush": true }),
  check(repository, { graph }) {
    if (repository.flag("imageScanningConfiguration.scanOnPush") === true) return undefined;
    // The registry's configuration replaces those of its repositories.
    const rules = graph.ofType(ECR_REGISTRY_SCANNING_CONFIGURATION).flatMap((registry) => registry.list("rules"));
    const scanned = some(
      rules,
      (rule) =>
        rule.text("scanFrequency") !== "MANUAL" &&
        some(rule.list("repositoryFilters"), (filter) => matches(filter.text("filter"), repository.text("name"))),
    );
    return scanned ? undefined : "imageScanningConfiguration.scanOnPush is not true";
  },
});

/** Whether a registry's filter, in which * stands for any text, selects the repository. */
function matches(filter = "", name = ""): boolean {
  const pattern = filter.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${pattern.join(".*")}$`).test(name);
}
