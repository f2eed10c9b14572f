import { z } from "zod";
import { containerImage, repositoryName } from "./container-image";

/** What all tiers on Fargate share. */
export const containers = z.strictObject({
  agentImage: containerImage
    .optional()
    .describe(
      "image of the lease agent (`failover/lease-agent/Dockerfile`), as REPOSITORY@sha256:DIGEST; required where a tier is on Fargate",
    ),
  repositories: z
    .array(repositoryName)
    .default([])
    .describe(
      "ECR repositories to create in every region; an image that is pushed to one region is replicated to all others",
    ),
});
