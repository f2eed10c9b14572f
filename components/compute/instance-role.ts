import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { serviceRole } from "../iam/service-role";

/** One statement of an IAM policy that allows something; each names what it is about. */
export interface Permission {
  readonly actions: readonly string[];
  readonly resources: readonly pulumi.Input<string>[];
  readonly condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface InstanceRoleArgs {
  readonly description: string;
  /** What the instances may do beside being managed by Systems Manager. */
  readonly permissions: readonly Permission[];
  readonly tags?: Tags;
}

/** The role of a group's instances: Session Manager's core permissions and those that are listed. */
export class InstanceRole extends pulumi.ComponentResource {
  /** ARN of the instance profile, for a launch template. */
  readonly profileArn: pulumi.Output<string>;

  constructor(name: string, args: InstanceRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:InstanceRole", name, {}, opts);
    const parent = { parent: this };
    const role = serviceRole(name, "ec2.amazonaws.com", args.description, this, args.tags);
    const core = new iam.RolePolicyAttachment(
      `${name}-session-manager`,
      { role: role.name, policyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore" },
      parent,
    );
    const own = new iam.RolePolicy(name, { role: role.name, policy: policyDocument(args.permissions) }, parent);
    const profile = new iam.InstanceProfile(
      name,
      { role: role.name, tags: named(args.tags, name) },
      { ...parent, dependsOn: [core, own] },
    );
    this.profileArn = profile.arn;
    this.registerOutputs({ profileArn: this.profileArn });
  }
}

/** An IAM policy that allows what is listed and nothing else. */
export function policyDocument(permissions: readonly Permission[]): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: permissions.map(({ actions, resources, condition }) => ({
      Effect: "Allow",
      Action: actions,
      Resource: resources,
      ...(condition && { Condition: condition }),
    })),
  });
}
