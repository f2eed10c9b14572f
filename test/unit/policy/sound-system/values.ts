export const regions = { prod: "us-east-1", dr: "us-west-1" } as const;
/** The region without a tier, in which the primaries are. */
export const THIRD_SITE = "us-west-2";
export type RegionalStack = keyof typeof regions;

const account = "123456789012";
export const arn = (service: string, region: string, rest: string) => `arn:aws:${service}:${region}:${account}:${rest}`;
export const keyArn = (region: string) => arn("kms", region, "key/mrk-1234");

export const databaseType = "aws:rds/instance:Instance";
export const bucketType = "aws:s3/bucket:Bucket";

export const policyText = (statements: object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
export const tlsOnly = {
  Effect: "Deny",
  Principal: "*",
  Action: "*",
  Resource: "*",
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
export const assumedBy = (service: string) =>
  policyText([{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }]);
export const rootPolicy = policyText([
  { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "kms:*", Resource: "*" },
]);
