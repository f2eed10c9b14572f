import { UserError } from "../errors";
import { awsPorts } from "../failover/adapters/aws";
import { awsChecks } from "../failover/adapters/aws/preflight-checks";
import { Refused } from "../failover/protocol/ports";
import { type Finding, preflight } from "../failover/run/preflight";
import { systemClock } from "../failover/run/system-clock";
import type { Deployed } from "./deployment";

/**
 * Looks at all that a failover would rest on.
 * @param wanted the region that would take over
 * @throws UserError when it is not deployed, or not to be told from others
 */
export async function look(
  { certificateArns, config, deployment }: Deployed,
  wanted?: string,
): Promise<{ to: string; findings: Finding[] }> {
  const standbys = Object.keys(config.regions).filter(
    (region) => region !== config.activeRegion && !config.quarantined.includes(region),
  );
  const [to] = wanted === undefined ? standbys : [wanted];
  if (to === undefined || (wanted === undefined && standbys.length > 1)) {
    throw new UserError(`--to: missing; name one of ${standbys.join(", ") || "no standby: the topology has none"}`);
  }
  try {
    const ports = awsPorts(deployment, to, { clock: systemClock });
    const instanceTypes = [config.web.instanceType, config.application.instanceType];
    const certificateArn = certificateArns[to] ?? "";
    const checks = awsChecks({ deployment, to, ports, certificateArn, instanceTypes });
    return { to, findings: await preflight(checks) };
  } catch (error) {
    if (error instanceof Refused) throw new UserError(error.message);
    throw error;
  }
}

/** The findings as a table. */
export function renderFindings(to: string, findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ check }) => check.length));
  const lines = findings.map(({ check, state, detail }) => `  ${check.padEnd(width)}  ${state.padEnd(7)}  ${detail}`);
  const failed = findings.filter(({ state }) => state === "failed").length;
  const end = failed === 0 ? "nothing speaks against a failover" : `${failed} of ${findings.length} not well`;
  return [`failover to ${to}:`, ...lines, end].join("\n");
}
