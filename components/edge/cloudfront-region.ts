/** Region of CloudFront's certificates, web ACLs and their logs, whatever the origins' regions (CloudFront Developer Guide). */
export const CLOUDFRONT_REGION = "us-east-1";
