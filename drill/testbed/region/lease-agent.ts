import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { UserError } from "../../../errors";
import type { LeaseTiming } from "../../../failover/protocol/types";
import type { ComputeKind } from "../compute-kind";
import { scriptArguments } from "../processes/script";

/** An agent closes the path before its lease ends: by 5 s of 30 s where it is deployed, and here by the same share. */
const MARGIN_SHARE = 6;
/** The margin covers the agent's pause of 0.5 s between two checks of the path, and the time to close it, seconds. */
const MIN_MARGIN = 1;

/** The program beside each application that holds the instance to its region's lease. */
export interface LeaseAgentProgram {
  /** "deployed": the agent that runs on AWS. "stand-in": its replacement on machines without python3. */
  readonly kind: "deployed" | "stand-in";
  readonly file: string;
  readonly arguments: readonly string[];
}

const DEPLOYED: Readonly<Record<ComputeKind, string>> = { instances: "agent.py", fargate: "task.py" };

/**
 * The deployed agent if this machine has Python, otherwise the same rule in Node. Both read the same environment.
 * @param python the interpreter to look for
 * @throws UserError without Python for tasks, for which there is no replacement
 */
export function leaseAgentProgram(compute: ComputeKind = "instances", python = "python3"): LeaseAgentProgram {
  if (spawnSync(python, ["--version"]).status === 0) {
    const agent = join(__dirname, "../../../failover/lease-agent", DEPLOYED[compute]);
    return { kind: "deployed", file: python, arguments: ["-B", agent] };
  }
  if (compute === "fargate")
    throw new UserError(`drill: --compute fargate needs ${python}, which runs the lease agent`);
  return {
    kind: "stand-in",
    file: process.execPath,
    arguments: scriptArguments(join(__dirname, "lease-agent-stand-in")),
  };
}

/**
 * The agent's environment, without its region.
 * @param ports of the lease regions, which identify them: the drill's endpoints differ in nothing else
 * @param host of all lease regions
 */
export function leaseAgentEnvironment(
  ports: readonly number[],
  host: string,
  lease: LeaseTiming,
): Record<string, string> {
  return {
    LEASE_SECONDS: String(lease.leaseSeconds),
    LEASE_RENEW_SECONDS: String(lease.renewSeconds),
    LEASE_MARGIN_SECONDS: String(Math.max(MIN_MARGIN, lease.leaseSeconds / MARGIN_SHARE)),
    LEASE_ON_SILENCE: lease.onSilence,
    LEASE_TABLE: "drill",
    LEASE_REGIONS: ports.join(","),
    AWS_ENDPOINT_URL_DYNAMODB: `http://${host}:{region}/`,
    // Not checked here; without credentials the agent would request those of the instance role.
    AWS_ACCESS_KEY_ID: "drill",
    AWS_SECRET_ACCESS_KEY: "drill",
  };
}
