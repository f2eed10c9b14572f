import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { scriptArguments } from "../processes/script";

/** The program that answers /writable beside each application. */
export interface LeaseAgentProgram {
  /** "deployed": the agent that runs on AWS. "stand-in": its replacement on machines without python3. */
  readonly kind: "deployed" | "stand-in";
  readonly file: string;
  readonly arguments: readonly string[];
}

/**
 * The deployed agent if this machine has Python, otherwise the same rule in Node. Both read the same environment.
 * @param python the interpreter to look for
 */
export function leaseAgentProgram(python = "python3"): LeaseAgentProgram {
  if (spawnSync(python, ["--version"]).status === 0) {
    const agent = join(__dirname, "../../../failover/lease-agent/agent.py");
    return { kind: "deployed", file: python, arguments: ["-B", agent] };
  }
  return {
    kind: "stand-in",
    file: process.execPath,
    arguments: scriptArguments(join(__dirname, "lease-agent-stand-in")),
  };
}

/** The agent's environment. Lease regions are identified by their ports, in which alone the drill's endpoints differ. */
export function leaseAgentEnvironment(ports: readonly number[]): Record<string, string> {
  return {
    LEASE_TABLE: "drill",
    LEASE_REGIONS: ports.join(","),
    AWS_ENDPOINT_URL_DYNAMODB: "http://127.0.0.1:{region}/",
    // Not checked here; without credentials the agent would request those of the instance role.
    AWS_ACCESS_KEY_ID: "drill",
    AWS_SECRET_ACCESS_KEY: "drill",
  };
}
