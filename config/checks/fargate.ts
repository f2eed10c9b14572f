import { fargateMemoryFault } from "../aws/fargate-sizes";
import type { RedoubtConfig } from "../schema";
import type { Check, Fault } from "./check";

type Tier = "web" | "application";

/** Variables that Redoubt sets in a tier's container (components/compute/container-environment.ts). */
const RESERVED: ReadonlySet<string> = new Set([
  "ACCESS_POINT",
  "APPLICATION_ADDRESS",
  "APPLICATION_CERTIFICATE_NAME",
  "DATABASE_HOST",
  "DATABASE_PORT",
  "PORT",
  "REGION",
  "TIER",
]);

/** Port of the lease agent, in the network namespace that the containers of a task share. */
const AGENT_PORT = 8081;

export const FARGATE_CHECKS: readonly Check[] = [
  { keys: ["web"], faults: (config) => tierFaults("web", config.web) },
  { keys: ["application"], faults: (config) => tierFaults("application", config.application) },
  { keys: ["web", "application", "containers"], faults: agentFaults },
];

function tierFaults(tier: Tier, { compute, fargate }: RedoubtConfig[Tier]): Fault[] {
  if (compute !== "fargate") return [];
  if (fargate === undefined) {
    return [
      { path: `${tier}.fargate`, message: "missing; set the image of the tasks: { image: REPOSITORY@sha256:DIGEST }" },
    ];
  }
  const { cpu, environment, memory, port, secrets } = fargate;
  const size = fargateMemoryFault(cpu, memory);
  const faults: Fault[] = size ? [{ path: `${tier}.fargate.${size.key}`, message: size.message }] : [];
  if (port === AGENT_PORT) {
    faults.push({ path: `${tier}.fargate.port`, message: `got ${port}, the port of the lease agent; use another one` });
  }
  for (const [key, names] of Object.entries({ environment: Object.keys(environment), secrets: Object.keys(secrets) })) {
    for (const name of names.filter((each) => RESERVED.has(each))) {
      faults.push({ path: `${tier}.fargate.${key}.${name}`, message: "is set by Redoubt; use another name" });
    }
  }
  for (const name of Object.keys(secrets).filter((each) => each in environment)) {
    faults.push({ path: `${tier}.fargate.secrets.${name}`, message: "is also in environment; remove one of them" });
  }
  return faults;
}

function agentFaults({ application, containers, web }: RedoubtConfig): Fault[] {
  if (web.compute !== "fargate" && application.compute !== "fargate") return [];
  if (containers.agentImage !== undefined) return [];
  return [
    {
      path: "containers.agentImage",
      message: "missing; build failover/lease-agent/Dockerfile for arm64, push it, and set REPOSITORY@sha256:DIGEST",
    },
  ];
}

/** Settings that a tier's kind of compute does not have, each with the fix. */
const NOT_FOR: Readonly<Record<string, readonly string[]>> = {
  instances: ["fargate"],
  fargate: ["instanceType", "userData"],
  none: ["instanceType", "userData", "fargate", "active", "standby"],
};

/**
 * Settings that a tier's kind of compute does not have.
 * @param raw the configuration without defaults, because a default is nothing that somebody wrote
 */
export function inapplicableTierSettings(raw: Readonly<Record<string, unknown>>): Fault[] {
  return (["web", "application"] as const).flatMap((tier) => {
    const settings = raw[tier];
    if (typeof settings !== "object" || settings === null) return [];
    const { compute = "instances", ...others } = settings as Readonly<Record<string, unknown>>;
    return (NOT_FOR[String(compute)] ?? [])
      .filter((key) => others[key] !== undefined)
      .map((key) => ({
        path: `${tier}.${key}`,
        message: `has no effect with compute: ${compute}; remove it${key === "fargate" && compute === "instances" ? `, or set ${tier}.compute: fargate` : ""}`,
      }));
  });
}
