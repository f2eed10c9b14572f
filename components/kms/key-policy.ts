import * as pulumi from "@pulumi/pulumi";

/** A key policy's statement that leaves decisions to the account's IAM policies; it is the same in every region. */
export function accountDecides(accountId: pulumi.Input<string>) {
  return {
    Sid: "AccountDecides",
    Effect: "Allow",
    Principal: { AWS: pulumi.interpolate`arn:aws:iam::${accountId}:root` },
    Action: "kms:*",
    Resource: "*",
  };
}
