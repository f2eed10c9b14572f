import { itAccepts, itRefuses } from "../../../support/config-errors";
import { containers, withoutWebTier } from "../../../support/containers";

const digest = `sha256:${"a".repeat(64)}`;
const image = `shop/application@${digest}`;
const application = (fargate: object) => ({
  ...containers,
  application: { compute: "fargate", fargate: { image, ...fargate } },
});

describe("configuration checks: Fargate", () => {
  itRefuses([
    [
      "a tier on Fargate without tasks",
      { ...containers, web: { compute: "fargate" } },
      "web.fargate: missing; set the image of the tasks: { image: REPOSITORY@sha256:DIGEST }",
    ],
    [
      "an image with a registry",
      application({ image: `123456789012.dkr.ecr.us-east-1.amazonaws.com/${image}` }),
      `application.fargate.image: got 123456789012.dkr.ecr.us-east-1.amazonaws.com/${image}; leave out the registry, because every region pulls from its own: write REPOSITORY@sha256:DIGEST`,
    ],
    [
      "an image with a tag",
      application({ image: "shop/application:1" }),
      "application.fargate.image: got shop/application:1; name the image by its digest, because a tag can change: REPOSITORY@sha256:DIGEST",
    ],
    [
      "an incomplete digest",
      application({ image: "shop/application@sha256:12" }),
      "application.fargate.image: got shop/application@sha256:12; must be REPOSITORY@sha256: and 64 hexadecimal digits",
    ],
    [
      "CPU units that Fargate does not have",
      application({ cpu: 1000 }),
      "application.fargate.cpu: got 1000; Fargate has 256, 512, 1024, 2048, 4096, 8192, 16384 CPU units",
    ],
    [
      "memory that does not go with the CPU units",
      application({ cpu: 4096, memory: 2048 }),
      "application.fargate.memory: got 2048; a task with 4096 CPU units takes 8192 to 30720 MiB in steps of 1024",
    ],
    [
      "the one exception between the limits",
      application({ cpu: 256, memory: 1536 }),
      "application.fargate.memory: got 1536; a task with 256 CPU units takes 512, 1024 or 2048 MiB",
    ],
    [
      "the port of the lease agent",
      application({ port: 8081 }),
      "application.fargate.port: got 8081, the port of the lease agent; use another one",
    ],
    [
      "a health check without a path",
      application({ healthPath: "healthz" }),
      "application.fargate.healthPath: got healthz; must be a path such as /healthz",
    ],
    [
      "a variable that Redoubt sets",
      application({ environment: { DATABASE_HOST: "db" } }),
      "application.fargate.environment.DATABASE_HOST: is set by Redoubt; use another name",
    ],
    [
      "a variable in environment and secrets",
      application({ environment: { USER: "me" }, secrets: { USER: "username" } }),
      "application.fargate.secrets.USER: is also in environment; remove one of them",
    ],
    [
      "a secret that the credentials do not have",
      application({ secrets: { TOKEN: "token" } }),
      "application.fargate.secrets.TOKEN: got token; known: username, password",
    ],
    [
      "tasks without an image of the lease agent",
      { ...containers, containers: {} },
      "containers.agentImage: missing; build failover/lease-agent/Dockerfile for arm64, push it, and set REPOSITORY@sha256:DIGEST",
    ],
    [
      "tasks of a tier on instances",
      { ...containers, web: { fargate: { image } } },
      "web.fargate: has no effect with compute: instances; remove it, or set web.compute: fargate",
    ],
    [
      "an instance type of a tier on Fargate",
      { ...containers, web: { compute: "fargate", fargate: { image }, instanceType: "m6g.large" } },
      "web.instanceType: has no effect with compute: fargate; remove it",
    ],
    [
      "a size of a tier that is left out",
      { web: { compute: "none", active: { minimum: 1, desired: 2, maximum: 3 } } },
      "web.active: has no effect with compute: none; remove it",
    ],
  ]);

  itAccepts([
    ["both tiers on Fargate", containers],
    ["an application tier on Fargate without a web tier", withoutWebTier],
    ["a web tier on instances in front of tasks", { ...containers, web: {} }],
    ["an application tier on instances without a web tier", { web: { compute: "none" } }],
    ["the smallest task", application({ cpu: 256, memory: 512 })],
    ["the largest task", application({ cpu: 16384, memory: 122880 })],
  ]);
});
