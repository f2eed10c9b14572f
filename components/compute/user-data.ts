import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { installLeaseAgent } from "../../failover/lease-agent/install";

/** Limit of user data before Base64 encoding (EC2 User Guide, "Run commands when you launch an EC2 instance"). */
const LIMIT_BYTES = 16 * 1024;

/** The script of instances for which none is configured. It serves /healthz and /writable. */
export function defaultUserData(): string {
  return readFileSync(join(__dirname, "default-user-data.sh"), "utf8");
}

/** The agent's installation, compressed once: it is the same for every tier, region and stack. */
let agentInstallation: string | undefined;

/**
 * A script for cloud-init. It writes the environment to /etc/redoubt/environment as NAME=value lines, installs the lease agent, which
 * answers on http://127.0.0.1:8081/writable whether the region may accept writes, and runs the given script.
 * User data can be read on the instance and in the console, so it must not contain a secret.
 * @param environment values without line breaks
 * @throws RunError when the result is larger than EC2 allows
 */
export function renderUserData(
  environment: Readonly<Record<string, pulumi.Input<string>>>,
  script: string,
): pulumi.Output<string> {
  return pulumi.all(environment).apply((values) => {
    const lines = Object.entries(values).map(([name, value]) => `${name}=${value}`);
    agentInstallation ??= installLeaseAgent();
    const text = [
      "#!/bin/bash",
      "install -d /etc/redoubt",
      "cat > /etc/redoubt/environment <<'ENVIRONMENT'",
      ...lines,
      "ENVIRONMENT",
      // Without a lease table, no agent can enforce a lease.
      ...("LEASE_TABLE" in values ? [agentInstallation] : []),
      script,
    ].join("\n");
    const excess = Buffer.byteLength(text) - LIMIT_BYTES;
    if (excess <= 0) return text;
    throw new pulumi.RunError(
      `user data of ${values.TIER}: ${excess} bytes over EC2's limit of ${LIMIT_BYTES}; let the script download the rest`,
    );
  });
}
