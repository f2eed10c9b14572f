import { publicAccessFlag } from "../../facts/public-access-flag";

export default publicAccessFlag(
  "ignorePublicAcls",
  "A public access block ignores existing public ACLs.",
  "Otherwise objects that were public before the block remain public.",
  {
    awsConfig: ["s3-bucket-level-public-access-prohibited"],
    securityHub: ["S3.8"],
    checkov: ["CKV_AWS_55"],
    trivy: ["AWS-0091"],
  },
);
