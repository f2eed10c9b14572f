import { parseConfig, type RedoubtConfig } from "../../config/parse";
import type { Report } from "../../readiness/document";
import { readinessReport } from "../../readiness/report";
import { graphOfPreview } from "../../resources/from-preview";
import type { ResourceGraph } from "../../resources/resource-graph";
import { configMap, previewed, type Settings } from "./preview";

/** Date of every report in the tests. */
const now = new Date("2026-11-23T08:00:00Z");

export function configOf(settings: Settings = {}): RedoubtConfig {
  return parseConfig(configMap(settings));
}

/** The resources that the real program registers. */
export async function inventoryOf(settings: Settings = {}): Promise<ResourceGraph> {
  return graphOfPreview(await previewed(settings));
}

/** The report of the real program. */
export async function reportOf(settings: Settings = {}): Promise<Report> {
  const document = await previewed(settings);
  return readinessReport({ project: "redoubt", config: configOf(settings), document, now });
}

/** The four regions of test/fixtures/four-regions. */
export const fourRegions: Settings = {
  regions: {
    "us-east-1": { stack: "prod", cidr: "10.10.0.0/16", zones: 3 },
    "us-west-2": { stack: "dr", cidr: "10.20.0.0/16" },
    "us-west-1": { stack: "dr-california", cidr: "10.30.0.0/16" },
    "eu-west-1": { stack: "dr-ireland", cidr: "10.40.0.0/16" },
  },
};

/** A report of a system that cannot recover: no controls, every rule violated, drift everywhere. */
export async function worstReport(): Promise<Report> {
  const report = await reportOf();
  const control = { control: "a control", policies: ["lag-alarm"], present: false, resources: [] };
  return {
    ...report,
    budget: {
      ...report.budget,
      lowMinutes: null,
      highMinutes: null,
      recoveryTime: "missed",
      promotionMinutes: null,
      steps: report.budget.steps.map((step) => ({ ...step, lowMinutes: null, highMinutes: null })),
      dataLoss: report.budget.dataLoss.map((loss) => ({
        ...loss,
        lowMinutes: null,
        highMinutes: null,
        verdict: "missed",
      })),
    },
    failures: report.failures.map((row) => ({ ...row, detectedBy: [control], handledBy: [], automatic: "no" })),
    policies: report.policies.map((policy) => ({ ...policy, verdict: "violated", enforcementLevel: "mandatory" })),
    parity: report.parity.map((pair) => ({
      ...pair,
      differences: pair.differences.map((difference) => ({ ...difference, configured: false })),
    })),
  };
}
