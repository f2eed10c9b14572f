import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { type Permission, policyDocument } from "../iam/policy-document";
import { serviceRole } from "../iam/service-role";

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
    const role = serviceRole(
      name,
      { service: "ec2.amazonaws.com", description: args.description, tags: args.tags },
      this,
    );
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
