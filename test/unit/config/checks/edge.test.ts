import { itAccepts, itRefuses } from "../../../support/config-errors";

const label = (length: number) => "d".repeat(length);

describe("configuration checks: edge", () => {
  itRefuses([
    [
      "a domain that is too long for ACM",
      { domain: `${label(54)}.com` },
      `domain: got ${label(54)}.com with 58 characters; use at most 57, because ACM accepts 64 in origin.DOMAIN`,
    ],
    [
      "a label with a hyphen at its end",
      { domain: "shop-.example.com" },
      "domain: got shop-.example.com; shop- must have at most 63 characters and no hyphen at either end",
    ],
    [
      "an address as the domain",
      { domain: "198.51.100.7" },
      "domain: got 198.51.100.7; must be a domain name such as example.com",
    ],
    [
      "countries without the country of the probes",
      { edge: { allowedCountries: ["DE"] } },
      "edge.allowedCountries: got DE; add US: the probes of us-east-1, us-west-1, us-east-2 come from there, and without them a failover cannot be verified",
    ],
    [
      "a certificate of another region",
      { edge: { certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/1" } },
      "edge.certificateArn: got arn:aws:acm:eu-west-1:123456789012:certificate/1; must be the ARN of a certificate in us-east-1",
    ],
    [
      "a country twice",
      { edge: { allowedCountries: ["US", "US"] } },
      "edge.allowedCountries[1]: got US twice; remove one",
    ],
  ]);

  itAccepts([
    ["the longest domain", { domain: `${label(53)}.com` }],
    ["countries with the country of the probes", { edge: { allowedCountries: ["DE", "US"] } }],
  ]);
});
