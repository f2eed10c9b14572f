import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { scriptArguments } from "../processes/script";

/** The program that answers /writable beside each application. */
export interface LeaseAgentProgram {
  /** "deployed": what the instances on AWS run. "stand-in": where there is no python3 to run it. */
  readonly kind: "deployed" | "stand-in";
  readonly file: string;
  readonly arguments: readonly string[];
}

/**
 * The agent that is deployed where this machine can run it, else the same rule in Node. Both read the same environment.
 * @param python the interpreter that is looked for
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

/**
 * What an agent is told of the lease regions: by their ports, since the drill's endpoints differ in nothing else.
 */
export function leaseAgentEnvironment(ports: readonly number[]): Record<string, string> {
  return {
    LEASE_TABLE: "drill",
    LEASE_REGIONS: ports.join(","),
    AWS_ENDPOINT_URL_DYNAMODB: "http://127.0.0.1:{region}/",
    // Nobody checks them here; without any the agent would ask for its machine's role.
    AWS_ACCESS_KEY_ID: "drill",
    AWS_SECRET_ACCESS_KEY: "drill",
  };
}
