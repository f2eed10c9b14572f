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
});

function isCountryCode(text: string): boolean {
  return COUNTRY_CODES.includes(text);
}
