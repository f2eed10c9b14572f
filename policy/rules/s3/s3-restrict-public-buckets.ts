import { publicAccessFlag } from "../../facts/public-access-flag";

export default publicAccessFlag(
  "restrictPublicBuckets",
  "A public access block restricts a bucket with a public policy to its account.",
  "What was made public before the block stays public otherwise.",
  {
    awsConfig: ["s3-bucket-level-public-access-prohibited"],
    securityHub: ["S3.8"],
    checkov: ["CKV_AWS_56"],
    trivy: ["AWS-0093"],
  },
);
