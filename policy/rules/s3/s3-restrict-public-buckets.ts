import { publicAccessFlag } from "../../facts/public-access-flag";

export default publicAccessFlag(
  "restrictPublicBuckets",
  "A public access block restricts buckets with public policies to the account.",
  "Otherwise a bucket that was public before the block remains public.",
  {
    awsConfig: ["s3-bucket-level-public-access-prohibited"],
    securityHub: ["S3.8"],
    checkov: ["CKV_AWS_56"],
    trivy: ["AWS-0093"],
  },
);
