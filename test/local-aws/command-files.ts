import { readFileSync } from "node:fs";
import type { Deployment } from "../../failover/deployment";
import { active, standby } from "./deployment";

/** The shipped project with the deployment's name and network ranges, and the shortest lease. */
export function projectOf({ project, regions }: Deployment): string {
  const text = readFileSync("Pulumi.yaml", "utf8")
    .replace(/^name: .*/m, `name: ${project}`)
    .replace("10.10.0.0/16", regions[active]?.cidr ?? "")
    .replace("10.20.0.0/16", regions[standby]?.cidr ?? "");
  return `${text}  redoubt:lease: { value: { seconds: 10 } }\n`;
}

/** The outputs of each stack, as `pulumi stack output --json` prints them. */
export function outputsOf({
  accessPointArn,
  leaseTableName,
  regions,
  routingStoreArn,
  secretArns,
  sentinelFunctionName,
}: Deployment) {
  const global = {
    accessPointArn,
    certificateArns: {},
    leaseTableName,
    secretArns,
    routingStoreArn,
    sentinelFunctionName,
  };
  return { global, prod: regions[active]?.resources, dr: regions[standby]?.resources };
}
