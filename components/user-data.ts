import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";

/** The script that instances run when none is configured: serves /healthz and nothing of interest. */
export function defaultUserData(): string {
  return readFileSync(join(__dirname, "../user-data/default.sh"), "utf8");
}

/**
 * A script for cloud-init: what the region offers in /etc/redoubt/environment, as NAME=value lines, then the script itself.
 * No secret belongs in it: user data is readable on the instance and in the console.
 * @param environment values without line breaks
 */
export function renderUserData(
  environment: Readonly<Record<string, pulumi.Input<string>>>,
  script: string,
): pulumi.Output<string> {
  return pulumi.all(environment).apply((values) => {
    const lines = Object.entries(values).map(([name, value]) => `${name}=${value}`);
    return [
      "#!/bin/bash",
      "install -d /etc/redoubt",
      "cat > /etc/redoubt/environment <<'ENVIRONMENT'",
      ...lines,
      "ENVIRONMENT",
      script,
    ].join("\n");
  });
}
