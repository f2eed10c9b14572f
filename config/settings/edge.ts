import { z } from "zod";
import { COUNTRY_CODES } from "../aws/countries";
import { RATE_LIMIT } from "../aws/limits";
import { DEFAULTS } from "../defaults";

/** CloudFront and its web ACL. */
export const edge = z.strictObject({
  priceClass: z
    .enum(["PriceClass_All", "PriceClass_200", "PriceClass_100"])
    .default(DEFAULTS.edge.priceClass)
    .describe("CloudFront edge locations that serve requests"),
  allowedCountries: z
    .array(z.string().refine(isCountryCode, { error: "must be a two-letter country code of ISO 3166-1 such as DE" }))
    .default([])
    .describe(
      "country codes (ISO 3166-1) of the viewers that are served; empty serves all; must include the regions' own countries",
    ),
  requestsPerFiveMinutes: z
    .int()
    .min(RATE_LIMIT.least)
    .max(RATE_LIMIT.most)
    .default(DEFAULTS.edge.requestsPerFiveMinutes)
    .describe("rate limit of one address, requests in five minutes"),
  oversizedBodies: z
    .enum(["count", "block"])
    .default(DEFAULTS.edge.oversizedBodies)
    .describe("what AWS WAF does with a request body over 8 KB"),
  certificateArn: z
    .string()
    .regex(/^arn:aws:acm:us-east-1:\d{12}:certificate\/[a-z0-9-]+$/, {
      error: "must be the ARN of a certificate in us-east-1",
    })
    .optional()
    .describe("issued certificate for the domain and its www subdomain, in place of a new one"),
  webAclArn: z
    .string()
    .regex(/^arn:aws:wafv2:us-east-1:\d{12}:global\/webacl\/[\w-]+\/[a-z0-9-]+$/, {
      error: "must be the ARN of a web ACL of the scope CLOUDFRONT",
    })
    .optional()
    .describe("existing web ACL, in place of a new one with `requestsPerFiveMinutes` and `oversizedBodies`"),
  logBucketDomainName: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]+\.s3(\.[a-z0-9-]+)?\.amazonaws\.com$/, {
      error: "must be the domain name of a bucket such as logs.s3.us-east-1.amazonaws.com",
    })
    .optional()
    .describe("existing bucket for access logs, which accepts access-control lists, in place of a new one"),
  records: z
    .array(z.enum(["apex", "www"]))
    .default(DEFAULTS.edge.records)
    .describe(
      "DNS records of the domain that point to the distribution; leave those out that exist until the distribution takes over",
    ),
});

function isCountryCode(text: string): boolean {
  return COUNTRY_CODES.includes(text);
}
