import { parseConfig, type RedoubtConfig } from "../../config/parse";
import type { Report } from "../../readiness/document";
import { readinessReport } from "../../readiness/report";
import { graphOfPreview } from "../../resources/from-preview";
import type { ResourceGraph } from "../../resources/resource-graph";
import { configMap, previewed, type Settings } from "./preview";

/** When every report of a test is made. */
const now = new Date("2026-11-23T08:00:00Z");

export function configOf(settings: Settings = {}): RedoubtConfig {
  return parseConfig(configMap(settings));
}

/** What the real program registers, as the report looks at it. */
export async function inventoryOf(settings: Settings = {}): Promise<ResourceGraph> {
  return graphOfPreview(await previewed(settings));
}

/** The report of the real program. */
export async function reportOf(settings: Settings = {}): Promise<Report> {
  const document = await previewed(settings);
  return readinessReport({ project: "redoubt", config: configOf(settings), document, now });
}

/** Four regions, as test/fixtures/four-regions has them. */
export const fourRegions: Settings = {
  regions: {
    "us-east-1": { stack: "prod", cidr: "10.10.0.0/16", zones: 3 },
    "us-west-2": { stack: "dr", cidr: "10.20.0.0/16" },
    "us-west-1": { stack: "dr-california", cidr: "10.30.0.0/16" },
    "eu-west-1": { stack: "dr-ireland", cidr: "10.40.0.0/16" },
  },
};
