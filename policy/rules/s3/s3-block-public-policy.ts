import { publicAccessFlag } from "../../facts/public-access-flag";

export default publicAccessFlag(
  "blockPublicPolicy",
  "A public access block rejects public bucket policies.",
  "A wildcard in a policy makes the bucket public.",
  {
    awsConfig: ["s3-bucket-level-public-access-prohibited"],
    securityHub: ["S3.8"],
    checkov: ["CKV_AWS_54", "CKV2_AWS_6"],
    trivy: ["AWS-0087"],
  },
);
