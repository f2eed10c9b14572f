import { UserError } from "../../errors";
import { awsChecks } from "../../failover/adapters/aws/preflight-checks";
import { preflight } from "../../failover/run/preflight";
import type { DeployedSystem } from "../deployment";
import { portsOnAws } from "./ports";
import type { PreflightResult } from "./types";

/**
 * Checks everything that a failover to the region depends on.
 * @param region the only standby where undefined
 * @throws UserError when the region is not deployed, or not given although there is not exactly one standby
 */
export async function runPreflight(
  { certificateArns, config, deployment }: DeployedSystem,
  region?: string,
): Promise<PreflightResult> {
  const standbys = Object.keys(config.regions).filter(
    (candidate) => candidate !== config.activeRegion && !config.quarantined.includes(candidate),
  );
  const [to] = region === undefined ? standbys : [region];
  if (to === undefined || (region === undefined && standbys.length > 1)) {
    throw new UserError(`--to: missing; name one of ${standbys.join(", ") || "no standby: the topology has none"}`);
  }
  const ports = portsOnAws(deployment, to);
  const instanceTypes = [config.web.instanceType, config.application.instanceType];
  const certificateArn = certificateArns[to] ?? "";
  const findings = await preflight(awsChecks({ deployment, to, ports, certificateArn, instanceTypes }));
  return { to, findings, passed: findings.every(({ state }) => state !== "failed") };
}
