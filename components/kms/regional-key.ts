import * as kms from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { dataOptions } from "../data-protection";
import { type PolicyStatement, policyDocument } from "../iam/policy-document";
import { type Transform, transformed } from "../transform";
import { allowIamPolicies, DELETION_WINDOW_DAYS } from "./key-policy";

export interface RegionalKeyArgs {
  readonly region: string;
  /** Account whose IAM policies, logs and alarms use the key. */
  readonly accountId: pulumi.Input<string>;
  /**
   * Role by which Auto Scaling launches instances with encrypted volumes.
   * @default the key cannot be used for volumes
   */
  readonly autoScalingRoleArn?: pulumi.Input<string>;
  /**
   * Protect the key against deletion.
   * @default true
   */
  readonly protect?: boolean;
  readonly tags?: Tags;
  /** Changes the arguments of the underlying resource. */
  readonly transform?: { readonly key?: Transform<kms.KeyArgs> };
}

/**
 * A key for data that stays in its region: logs, notifications and volumes.
 * @example
 * const key = new RegionalKey("logs-key", { region: "us-east-1", accountId });
 */
export class RegionalKey extends pulumi.ComponentResource {
  readonly key: kms.Key;
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: RegionalKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:RegionalKey", name, {}, opts);
    this.key = new kms.Key(
      ...transformed<kms.KeyArgs>(
        args.transform?.key,
        name,
        {
          region: args.region,
          description: "Volumes, logs and notifications of the region",
          enableKeyRotation: true,
          deletionWindowInDays: DELETION_WINDOW_DAYS,
          policy: keyPolicy(args),
          tags: named(args.tags, name),
        },
        { parent: this, ...dataOptions(args.protect) },
      ),
    );
    this.arn = this.key.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

const CRYPTOGRAPHIC_ACTIONS = [
  "kms:Encrypt",
  "kms:Decrypt",
  "kms:ReEncrypt*",
  "kms:GenerateDataKey*",
  "kms:DescribeKey",
];

function keyPolicy({ region, accountId, autoScalingRoleArn }: RegionalKeyArgs): pulumi.Output<string> {
  return policyDocument([
    allowIamPolicies(accountId),
    {
      sid: "Logs",
      principal: { Service: `logs.${region}.amazonaws.com` },
      actions: CRYPTOGRAPHIC_ACTIONS,
      resources: "*",
      condition: {
        ArnLike: { "kms:EncryptionContext:aws:logs:arn": pulumi.interpolate`arn:aws:logs:${region}:${accountId}:*` },
      },
    },
    {
      sid: "AlarmsPublish",
      principal: { Service: "cloudwatch.amazonaws.com" },
      actions: ["kms:Decrypt", "kms:GenerateDataKey*"],
      resources: "*",
      condition: { StringEquals: { "aws:SourceAccount": accountId } },
    },
    ...(autoScalingRoleArn ? volumeStatements(autoScalingRoleArn) : []),
  ]);
}

/** Source: EC2 Auto Scaling User Guide, "Required AWS KMS key policy for use with encrypted volumes". */
function volumeStatements(autoScalingRoleArn: pulumi.Input<string>): PolicyStatement[] {
  const role = { principal: { AWS: autoScalingRoleArn }, resources: "*" };
  return [
    { sid: "Volumes", ...role, actions: CRYPTOGRAPHIC_ACTIONS },
    {
      sid: "VolumesAttach",
      ...role,
      actions: "kms:CreateGrant",
      condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}
