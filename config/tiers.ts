import type { RedoubtConfig, TierConfig } from "./schema";

/** The tiers that run on one kind of compute. */
export function tiersOn({ application, web }: RedoubtConfig, compute: "instances" | "fargate"): TierConfig[] {
  return [web, application].filter((tier) => tier.compute === compute);
}

/** EC2 instance types of the tiers on instances. */
export function instanceTypesOf(config: RedoubtConfig): string[] {
  return tiersOn(config, "instances").map(({ instanceType }) => instanceType);
}
