import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { type Permission, policyDocument } from "../iam/policy-document";
import { serviceRole } from "../iam/service-role";
import { type Transform, transformed } from "../transform";

export interface InstanceRoleArgs {
  readonly description: pulumi.Input<string>;
  /** Permissions in addition to those that Session Manager needs. */
  readonly permissions: readonly Permission[];
  readonly tags?: Tags;
  /** Changes the arguments of the underlying resources. */
  readonly transform?: InstanceRoleTransform;
}

/** Changes the arguments of an instance role's resources. */
export interface InstanceRoleTransform {
  readonly role?: Transform<iam.RoleArgs>;
  readonly instanceProfile?: Transform<iam.InstanceProfileArgs>;
}

/**
 * The role of a group's instances, with the permissions of Session Manager and those that are listed.
 * @example
 * const role = new InstanceRole("web-instances", {
 *   description: "Instances of the web tier",
 *   permissions: [{ actions: "ssm:GetParameter", resources: parameter.arn }],
 * });
 */
export class InstanceRole extends pulumi.ComponentResource {
  readonly role: iam.Role;
  readonly rolePolicy: iam.RolePolicy;
  readonly instanceProfile: iam.InstanceProfile;
  /** ARN of the instance profile; resolves once the role has its permissions. */
  readonly profileArn: pulumi.Output<string>;

  constructor(name: string, args: InstanceRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:InstanceRole", name, {}, opts);
    const { description, permissions, tags, transform } = args;
    const parent = { parent: this };
    this.role = serviceRole(
      name,
      { service: "ec2.amazonaws.com", description, tags, transform: transform?.role },
      this,
    );
    const sessionManager = new iam.RolePolicyAttachment(
      `${name}-session-manager`,
      { role: this.role.name, policyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore" },
      parent,
    );
    this.rolePolicy = new iam.RolePolicy(name, { role: this.role.name, policy: policyDocument(permissions) }, parent);
    this.instanceProfile = new iam.InstanceProfile(
      ...transformed<iam.InstanceProfileArgs>(
        transform?.instanceProfile,
        name,
        { role: this.role.name, tags: named(tags, name) },
        { ...parent, dependsOn: [sessionManager, this.rolePolicy] },
      ),
    );
    this.profileArn = this.instanceProfile.arn;
    this.registerOutputs({ profileArn: this.profileArn });
  }
}
