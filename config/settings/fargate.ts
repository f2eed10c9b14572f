import { z } from "zod";
import { FARGATE_DEFAULTS } from "../defaults";
import { containerImage } from "./container-image";

const variable = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, {
  error: "must be a variable's name: letters, digits and underscores, not beginning with a digit",
});

/** The tasks of a tier on Fargate. */
export const fargate = z.strictObject({
  image: containerImage.describe(
    "image of the tier, for arm64, as REPOSITORY@sha256:DIGEST of the region's own ECR registry",
  ),
  cpu: z
    .int()
    .default(FARGATE_DEFAULTS.cpu)
    .describe("CPU units of a task, including the lease agent's container; 1024 are one vCPU"),
  memory: z.int().default(FARGATE_DEFAULTS.memory).describe("memory of a task, MiB"),
  port: z.int().min(1).max(65535).default(FARGATE_DEFAULTS.port).describe("port on which the container serves HTTP"),
  healthPath: z
    .string()
    .regex(/^\/\S*$/, { error: "must be a path such as /healthz" })
    .default(FARGATE_DEFAULTS.healthPath)
    .describe("path that answers 200 while a task can serve; the load balancer checks it"),
  environment: z.record(variable, z.string()).default({}).describe("environment of the container; nothing secret"),
  secrets: z
    .record(variable, z.enum(["username", "password"]))
    .default({})
    .describe(
      "variables that get a value of the region's replica of the database credentials: `username` or `password`",
    ),
});
