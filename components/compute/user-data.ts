import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { installLeaseAgent } from "../../failover/lease-agent/install";

/** EC2's limit on user data before it is encoded (EC2 User Guide, "Run commands when you launch an EC2 instance"). */
const limitBytes = 16 * 1024;

/** The script that instances run when none is configured: serves /healthz and nothing of interest. */
export function defaultUserData(): string {
  return readFileSync(join(__dirname, "default-user-data.sh"), "utf8");
}

/**
 * A script for cloud-init: what the region offers in /etc/redoubt/environment, as NAME=value lines; the lease agent, which tells on
 * http://127.0.0.1:8081/writable whether the region may write; then the script itself.
 * No secret belongs in it: user data is readable on the instance and in the console.
 * @param environment values without line breaks
 * @throws RunError where it comes out larger than EC2 takes
 */
export function renderUserData(
  environment: Readonly<Record<string, pulumi.Input<string>>>,
  script: string,
): pulumi.Output<string> {
  return pulumi.all(environment).apply((values) => {
    const lines = Object.entries(values).map(([name, value]) => `${name}=${value}`);
    const text = [
      "#!/bin/bash",
      "install -d /etc/redoubt",
      "cat > /etc/redoubt/environment <<'ENVIRONMENT'",
      ...lines,
      "ENVIRONMENT",
      installLeaseAgent(),
      script,
    ].join("\n");
    const excess = Buffer.byteLength(text) - limitBytes;
    if (excess <= 0) return text;
    throw new pulumi.RunError(
      `user data of ${values.TIER}: ${excess} bytes over EC2's ${limitBytes}; let the script fetch what is long`,
    );
  });
}
