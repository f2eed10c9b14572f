import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../../config/tags";
import { type Permission, policyDocument, regionWide } from "../iam/policy-document";
import { serviceRole } from "../iam/service-role";
import type { Transform } from "../transform";

export interface TaskRolesArgs {
  readonly region: string;
  readonly accountId: pulumi.Input<string>;
  readonly description: string;
  /** What the containers of a task may call. */
  readonly permissions: readonly Permission[];
  /** Images of the region's own registry. */
  readonly images: readonly pulumi.Input<string>[];
  readonly logGroupArn: pulumi.Input<string>;
  /** The secret that ECS puts into the environment, with its key. */
  readonly secret?: { readonly arn: pulumi.Input<string>; readonly keyArn: pulumi.Input<string> };
  readonly tags?: Tags;
  readonly transform?: {
    readonly taskRole?: Transform<iam.RoleArgs>;
    readonly executionRole?: Transform<iam.RoleArgs>;
  };
}

/** The roles of a tier's tasks. */
export interface TaskRoles {
  readonly taskRole: iam.Role;
  readonly executionRole: iam.Role;
  /** Policies that must exist before a task starts. */
  readonly policies: readonly iam.RolePolicy[];
}

/** The role that the containers of a task use, and the role with which ECS pulls images, reads secrets and writes logs. */
export function taskRoles(name: string, args: TaskRolesArgs, parent: pulumi.Resource): TaskRoles {
  const { accountId, description, permissions, region, tags, transform } = args;
  // Both take aws:SourceArn (Amazon ECS Developer Guide, "Amazon ECS task IAM role").
  const source = { accountId, arn: pulumi.interpolate`arn:aws:ecs:${region}:${accountId}:*` };
  const service = "ecs-tasks.amazonaws.com";
  const taskRole = serviceRole(
    `${name}-task`,
    { service, source, description, tags, transform: transform?.taskRole },
    parent,
  );
  const executionRole = serviceRole(
    `${name}-execution`,
    { service, source, description: `Start of ${description}`, tags, transform: transform?.executionRole },
    parent,
  );
  const policies = [
    new iam.RolePolicy(`${name}-task`, { role: taskRole.name, policy: policyDocument(permissions) }, { parent }),
    new iam.RolePolicy(
      `${name}-execution`,
      { role: executionRole.name, policy: policyDocument(executionPermissions(args)) },
      { parent },
    ),
  ];
  return { taskRole, executionRole, policies };
}

function executionPermissions({ accountId, images, logGroupArn, region, secret }: TaskRolesArgs): Permission[] {
  const repositories = images.map(
    (image) =>
      pulumi.interpolate`arn:aws:ecr:${region}:${accountId}:repository/${pulumi.output(image).apply(repositoryOf)}`,
  );
  return [
    regionWide(region, ["ecr:GetAuthorizationToken"]),
    {
      actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      resources: repositories,
    },
    {
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [pulumi.interpolate`${logGroupArn}:*`],
    },
    ...(secret
      ? [
          { actions: ["secretsmanager:GetSecretValue"], resources: [secret.arn] },
          {
            actions: ["kms:Decrypt"],
            resources: [secret.keyArn],
            condition: { StringEquals: { "kms:ViaService": `secretsmanager.${region}.amazonaws.com` } },
          },
        ]
      : []),
  ];
}

/** `shop/web` of `123456789012.dkr.ecr.us-east-1.amazonaws.com/shop/web@sha256:…`. */
function repositoryOf(image: string): string {
  return image.slice(image.indexOf("/") + 1).split("@")[0] ?? "";
}
