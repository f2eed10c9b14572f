import * as kms from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { dataOptions } from "../data-protection";
import { accountDecides } from "./key-policy";

export interface RegionalKeyArgs {
  readonly region: string;
  readonly accountId: pulumi.Input<string>;
  /**
   * Role of Auto Scaling groups that create instances with encrypted volumes.
   * @default the key is for no volumes
   */
  readonly autoScalingRoleArn?: pulumi.Input<string>;
  /**
   * Guard the key against deletion.
   * @default true
   */
  readonly protect?: boolean;
  readonly tags?: Tags;
}

/** A region's own key for what never leaves it: logs, notifications, volumes. */
export class RegionalKey extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: RegionalKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:RegionalKey", name, {}, opts);
    const key = new kms.Key(
      name,
      {
        region: args.region,
        description: "Volumes, logs and notifications of the region",
        enableKeyRotation: true,
        deletionWindowInDays: 30,
        policy: keyPolicy(args),
        tags: named(args.tags, name),
      },
      { parent: this, ...dataOptions(args.protect) },
    );
    this.arn = key.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

const cryptography = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];

function keyPolicy({ region, accountId, autoScalingRoleArn }: RegionalKeyArgs): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      accountDecides(accountId),
      {
        Sid: "Logs",
        Effect: "Allow",
        Principal: { Service: `logs.${region}.amazonaws.com` },
        Action: cryptography,
        Resource: "*",
        Condition: {
          ArnLike: { "kms:EncryptionContext:aws:logs:arn": pulumi.interpolate`arn:aws:logs:${region}:${accountId}:*` },
        },
      },
      {
        Sid: "AlarmsPublish",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
        Resource: "*",
        Condition: { StringEquals: { "aws:SourceAccount": accountId } },
      },
      ...(autoScalingRoleArn ? volumeStatements(autoScalingRoleArn) : []),
    ],
  });
}

function volumeStatements(autoScalingRoleArn: pulumi.Input<string>) {
  const role = { Effect: "Allow", Principal: { AWS: autoScalingRoleArn }, Resource: "*" };
  return [
    { Sid: "Volumes", ...role, Action: cryptography },
    {
      Sid: "VolumesAttach",
      ...role,
      Action: "kms:CreateGrant",
      Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}
