import type { RedoubtConfig } from "../../config/parse";
import { instanceTypesOf, tasksOf, tiersOn } from "../../config/tiers";
import { regionPlans } from "../../config/topology";
import { UserError } from "../../errors";
import { accountChecks } from "../../failover/adapters/aws/preflight/account";
import { awsChecks } from "../../failover/adapters/aws/preflight-checks";
import { type Check, type Finding, preflight } from "../../failover/run/preflight";
import type { DeployedSystem } from "../deployment";
import { lostOffer, silentRegions } from "../lost/offer";
import { portsOnAws } from "./ports";
import type { PreflightResult } from "./types";

/**
 * Checks everything that a failover to the region depends on.
 * @param region the only standby where undefined; while a region is lost and none is left, the active region
 * @param others checks to run besides
 * @throws UserError when the region is not deployed, or not given although there is not exactly one standby
 */
export async function runPreflight(
  { bucketArns, certificateArns, config, deployment }: DeployedSystem,
  region?: string,
  others: readonly Check[] = [],
): Promise<PreflightResult> {
  const standbys = Object.keys(config.regions).filter(
    (candidate) =>
      candidate !== config.activeRegion && !config.quarantined.includes(candidate) && !config.lost.includes(candidate),
  );
  const candidates = standbys.length === 0 && config.lost.length > 0 ? [config.activeRegion] : standbys;
  const [to] = region === undefined ? candidates : [region];
  if (to === undefined || (region === undefined && standbys.length > 1)) {
    throw new UserError(`--to: missing; name one of ${standbys.join(", ") || "no standby: the topology has none"}`);
  }
  if (config.lost.includes(to)) throw new UserError(`--to: got ${to}, which is lost; it is not called`);
  const ports = portsOnAws(deployment, to);
  const certificateArn = certificateArns[to];
  const findings = await preflight([
    ...awsChecks({
      deployment,
      to,
      ports,
      certificateArn: certificateArn ?? "",
      instanceTypes: instanceTypesOf(config),
      tasks: tasksOf(config),
    }),
    ...accountChecks({
      ...accountOf(config, to),
      needed: { addresses: 0, networks: 0, instances: [] },
      certificateArn,
      bucketArn: bucketArns[to],
    }),
    ...others,
  ]);
  const all = [...findings, ...(await silentFindings(config)), ...lostFindings(config)];
  return { to, findings: all, passed: passed(all) };
}

/** A failed finding for each region that does not answer. */
async function silentFindings(config: RedoubtConfig): Promise<Finding[]> {
  const silent = await silentRegions(config);
  return silent.map((check) => ({ check, state: "failed", detail: lostOffer(check, config, "preflight") }));
}

/** A failed finding for each lost region. */
function lostFindings({ activeRegion, lost, quarantined, regions }: RedoubtConfig): Finding[] {
  const left = Object.keys(regions).filter((region) => ![activeRegion, ...lost, ...quarantined].includes(region));
  const rest = left.length === 0 ? "no standby is left" : `standbys left: ${left.join(", ")}`;
  return lost.map((region) => ({ check: region, state: "failed", detail: `is lost and was not called; ${rest}` }));
}

/**
 * Checks what only the account can answer, before the first deployment: in every region of the topology, what the configuration needs.
 * @param others checks to run besides
 * @param checksOf replaces AWS in tests
 * @returns findings whose names start with their region
 */
export async function runAccountPreflight(
  config: RedoubtConfig,
  others: readonly Check[] = [],
  checksOf: typeof accountChecks = accountChecks,
): Promise<Pick<PreflightResult, "findings" | "passed">> {
  const checks = regionPlans(config).flatMap(({ region, zones }) =>
    checksOf({
      ...accountOf(config, region),
      needed: {
        addresses: zoneCount(zones),
        networks: 1,
        instances: activeInstances(config),
        taskVcpus: tasksOf(config)?.active,
      },
    }).map(({ name, look }) => ({
      name: `${region} ${name}`,
      look,
    })),
  );
  const findings = await preflight([...checks, ...others]);
  return { findings, passed: passed(findings) };
}

function accountOf(config: RedoubtConfig, region: string) {
  return {
    region,
    others: Object.keys(config.regions).filter((other) => other !== region),
    lost: config.lost,
    instanceTypes: instanceTypesOf(config),
    zones: zoneCount(config.regions[region]?.zones ?? 1),
    reservedConcurrency: config.controllers.reservedConcurrency,
  };
}

/** Zones are configured as a number, or by name. */
function zoneCount(zones: number | readonly string[]): number {
  return typeof zones === "number" ? zones : zones.length;
}

/** The instances of the tiers in the active role. */
function activeInstances(config: RedoubtConfig) {
  return tiersOn(config, "instances").map(({ active, instanceType }) => ({
    type: instanceType,
    count: active.desired,
  }));
}

function passed(findings: readonly Finding[]): boolean {
  return findings.every(({ state }) => state !== "failed");
}
