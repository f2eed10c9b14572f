import { publicAccessFlag } from "../../facts/public-access-flag";

export default publicAccessFlag(
  "ignorePublicAcls",
  "A public access block ignores public ACLs that are there.",
  "What was made public before the block stays public otherwise.",
  {
    awsConfig: ["s3-bucket-level-public-access-prohibited"],
    securityHub: ["S3.8"],
    checkov: ["CKV_AWS_55"],
    trivy: ["AWS-0091"],
  },
);
