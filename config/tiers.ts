import type { RedoubtConfig, TierConfig } from "./schema";

/** The tiers that run on one kind of compute. */
export function tiersOn({ application, web }: RedoubtConfig, compute: "instances" | "fargate"): TierConfig[] {
  return [web, application].filter((tier) => tier.compute === compute);
}

/** EC2 instance types of the tiers on instances. */
export function instanceTypesOf(config: RedoubtConfig): string[] {
  return tiersOn(config, "instances").map(({ instanceType }) => instanceType);
}

/** CPU units of one vCPU. */
const UNITS_OF_VCPU = 1024;

/** What the tasks of the tiers on Fargate need: vCPUs of each tier's task, and the images. Undefined where no tier is on Fargate. */
export function tasksOf(config: RedoubtConfig) {
  const fargate = tiersOn(config, "fargate").flatMap((tier) =>
    tier.fargate ? [{ ...tier.fargate, count: tier.active.desired }] : [],
  );
  const { agentImage } = config.containers;
  if (fargate.length === 0 || agentImage === undefined) return undefined;
  const vcpus = fargate.map(({ cpu }) => cpu / UNITS_OF_VCPU);
  return {
    vcpus,
    images: [...new Set([...fargate.map(({ image }) => image), agentImage])],
    /** vCPUs of all tasks in the active role. */
    active: fargate.reduce((sum, { count }, index) => sum + count * (vcpus[index] ?? 0), 0),
  };
}
