import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { named, TAG_KEYS, type Tags } from "../../config/tags";
import { type Transform, transformed } from "../transform";
import { architectureOf } from "./architecture";

export interface LaunchTemplateArgs {
  readonly region: string;
  /** EC2 instance type. Its processor architecture selects the image. */
  readonly instanceType: string;
  readonly securityGroupId: pulumi.Input<string>;
  /** Script that cloud-init runs at first boot. */
  readonly userData: pulumi.Input<string>;
  readonly instanceProfileArn: pulumi.Input<string>;
  /** Key of the region that encrypts the volumes. */
  readonly keyArn: pulumi.Input<string>;
  readonly tags?: Tags;
  readonly transform?: Transform<ec2.LaunchTemplateArgs>;
}

/** Size of the root volume, GiB. Amazon Linux's image needs 8. */
const ROOT_VOLUME_GIB = 20;

/** How instances are launched: IMDSv2 only, encrypted volumes, no public address, the current Amazon Linux image. */
export function launchTemplate(name: string, args: LaunchTemplateArgs, parent: pulumi.Resource): ec2.LaunchTemplate {
  const tags = named(args.tags, name);
  // The instances get the role tag from their group, where a change applies in place; here it would replace every instance.
  const { [TAG_KEYS.role]: _, ...instanceTags } = tags;
  return new ec2.LaunchTemplate(
    ...transformed<ec2.LaunchTemplateArgs>(
      args.transform,
      name,
      {
        region: args.region,
        description: `Instances of ${name}`,
        imageId: `resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architectureOf(args.instanceType)}`,
        instanceType: args.instanceType,
        updateDefaultVersion: true,
        ebsOptimized: "true",
        iamInstanceProfile: { arn: args.instanceProfileArn },
        metadataOptions: {
          httpEndpoint: "enabled",
          httpTokens: "required",
          httpPutResponseHopLimit: 1,
          instanceMetadataTags: "enabled",
        },
        monitoring: { enabled: true },
        networkInterfaces: [
          { associatePublicIpAddress: "false", deleteOnTermination: "true", securityGroups: [args.securityGroupId] },
        ],
        blockDeviceMappings: [
          {
            deviceName: "/dev/xvda",
            ebs: {
              encrypted: "true",
              kmsKeyId: args.keyArn,
              volumeType: "gp3",
              volumeSize: ROOT_VOLUME_GIB,
              deleteOnTermination: "true",
            },
          },
        ],
        tagSpecifications: ["instance", "volume"].map((resourceType) => ({ resourceType, tags: instanceTags })),
        userData: pulumi.output(args.userData).apply((script) => Buffer.from(script).toString("base64")),
        tags,
      },
      { parent },
    ),
  );
}
