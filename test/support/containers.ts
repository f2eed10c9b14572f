import type { Settings } from "./preview";

const DIGEST = `sha256:${"a".repeat(64)}`;

/** Both tiers on Fargate, with repositories. */
export const containers: Settings = {
  web: { compute: "fargate", fargate: { image: `shop/web@${DIGEST}` } },
  application: {
    compute: "fargate",
    fargate: {
      image: `shop/application@${DIGEST}`,
      cpu: 2048,
      memory: 4096,
      environment: { LOG_LEVEL: "info" },
      secrets: { DATABASE_USER: "username", DATABASE_PASSWORD: "password" },
    },
  },
  containers: {
    agentImage: `shop/lease-agent@${DIGEST}`,
    repositories: ["shop/web", "shop/application", "shop/lease-agent"],
  },
};

/** The application tier on Fargate, without a web tier. */
export const withoutWebTier: Settings = { ...containers, web: { compute: "none" } };
