import * as pulumi from "@pulumi/pulumi";

/** A bucket policy's statement that refuses every request without TLS. */
export function tlsOnlyStatement(bucketArn: pulumi.Input<string>) {
  return {
    Sid: "TlsOnly",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [bucketArn, pulumi.interpolate`${bucketArn}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}
