import type { NeighbourCase } from "./neighbour-case";

const INSTANCE = "aws:ec2/instance:Instance";
const PERMISSION = "aws:lambda/permission:Permission";

/** Cases on instances and functions. */
export const COMPUTE_CASES: readonly NeighbourCase[] = [
  {
    title: "an instance that the outputs report with IMDSv2",
    resources: [[INSTANCE, "i", { ami: "ami-1" }, { outputs: { metadataOptions: { httpTokens: "required" } } }]],
    no: ["ec2-imdsv2@i"],
  },
  {
    title: "an instance from a launch template that requires tokens and encrypts",
    resources: [
      [
        "aws:ec2/launchTemplate:LaunchTemplate",
        "t",
        {
          metadataOptions: { httpTokens: "required" },
          blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "true" } }],
        },
      ],
      [INSTANCE, "i", { launchTemplate: { id: "t-1", version: "$Latest" } }, { from: { launchTemplate: ["t"] } }],
    ],
    no: ["ec2-imdsv2@*", "ec2-volumes-encrypted@*"],
  },
  {
    title: "an instance from a launch template with IMDSv1",
    resources: [
      ["aws:ec2/launchTemplate:LaunchTemplate", "t", { metadataOptions: { httpTokens: "optional" } }],
      [INSTANCE, "i", { launchTemplate: { id: "t-1" } }, { from: { launchTemplate: ["t"] } }],
    ],
    yes: ["ec2-imdsv2@t", "ec2-imdsv2@i"],
  },
  {
    title: "a root volume that the outputs report as not encrypted",
    resources: [
      [INSTANCE, "i", { ami: "ami-1" }, { outputs: { rootBlockDevice: { encrypted: false, volumeSize: 8 } } }],
    ],
    yes: ["ec2-volumes-encrypted@i"],
  },
  {
    title: "a root volume that the outputs report as encrypted",
    resources: [
      [
        INSTANCE,
        "i",
        { ami: "ami-1", rootBlockDevice: { volumeSize: 20 } },
        { outputs: { rootBlockDevice: { encrypted: true, volumeSize: 20 } } },
      ],
    ],
    no: ["ec2-volumes-encrypted@i"],
  },
  {
    title: "a volume from an encrypted snapshot, as the outputs report",
    resources: [
      [
        "aws:ebs/volume:Volume",
        "v",
        { snapshotId: "snap-1", availabilityZone: "us-east-1a" },
        { outputs: { encrypted: true } },
      ],
    ],
    no: ["ebs-volume-encrypted@v"],
  },
  {
    title: "encryption by default of another region",
    resources: [
      ["aws:ebs/encryptionByDefault:EncryptionByDefault", "e", { enabled: true }, { region: "us-west-2" }],
      ["aws:ebs/volume:Volume", "v", { availabilityZone: "us-east-1a" }],
    ],
    yes: ["ebs-volume-encrypted@v"],
  },
  {
    title: "a permission for an organization",
    resources: [
      [PERMISSION, "p", { function: "f", action: "lambda:InvokeFunction", principal: "*", principalOrgId: "o-1" }],
    ],
    no: ["lambda-not-public@p"],
  },
  {
    title: "a permission for everybody",
    resources: [[PERMISSION, "p", { function: "f", action: "lambda:InvokeFunction", principal: "*" }]],
    yes: ["lambda-not-public@p"],
  },
  {
    title: "a permission for a service of one account",
    resources: [
      [
        PERMISSION,
        "p",
        {
          function: "f",
          action: "lambda:InvokeFunction",
          principal: "s3.amazonaws.com",
          sourceAccount: "111122223333",
        },
      ],
    ],
    no: ["lambda-not-public@p"],
  },
  {
    title: "a permission for a bucket by its ARN",
    resources: [
      [
        PERMISSION,
        "p",
        {
          function: "f",
          action: "lambda:InvokeFunction",
          principal: "s3.amazonaws.com",
          sourceArn: "arn:aws:s3:::b-1",
        },
      ],
    ],
    no: ["lambda-not-public@p"],
  },
  {
    title: "a permission for every bucket",
    resources: [
      [
        PERMISSION,
        "p",
        { function: "f", action: "lambda:InvokeFunction", principal: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::*" },
      ],
    ],
    yes: ["lambda-not-public@p"],
  },
];
