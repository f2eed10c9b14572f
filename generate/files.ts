import { rules } from "../policy/all-rules";
import { renderComponentSchema } from "./component-schema";
import { renderConfigurationReference } from "./configuration-reference";
import { renderReportSchema } from "./report-schema";
import { renderRuleCatalogue } from "./rule-catalogue";
import { renderRulePages } from "./rule-pages";

/** Every generated file of the repository, by its path from the root, with the text that it must have. */
export function generatedFiles(): Readonly<Record<string, string>> {
  return {
    "docs/configuration.md": renderConfigurationReference(),
    "plugin/schema.json": renderComponentSchema(),
    "policy/RULES.md": renderRuleCatalogue(rules),
    ...renderRulePages(rules),
    "readiness/schema.json": renderReportSchema(),
  };
}
