import { publicAccessFlag } from "../../facts/public-access-flag";

export default publicAccessFlag(
  "blockPublicAcls",
  "A public access block rejects public ACLs.",
  "An object that is uploaded with a public ACL is public.",
  {
    awsConfig: ["s3-bucket-level-public-access-prohibited"],
    securityHub: ["S3.8"],
    checkov: ["CKV_AWS_53", "CKV2_AWS_6"],
    trivy: ["AWS-0086"],
  },
);
