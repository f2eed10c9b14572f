import { CERTIFICATE_NAME_LENGTH, DNS_LABEL_LENGTH } from "../aws/limits";
import { countryOf } from "../aws/regions";
import { originDomain } from "../naming";
import type { RedoubtConfig } from "../schema";
import type { Check, Fault } from "./check";

export const EDGE_CHECKS: readonly Check[] = [
  { keys: ["domain"], faults: domainFaults },
  { keys: ["edge", "regions", "leaseRegions"], faults: countryFaults },
];

/** The longest common name is that of the origins' certificates. */
function domainFaults({ domain }: RedoubtConfig): Fault[] {
  const path = "domain";
  const longest = CERTIFICATE_NAME_LENGTH - originDomain({ domain: "" }).length;
  if (domain.length > longest) {
    const message = `got ${domain} with ${domain.length} characters; use at most ${longest}, because ACM accepts ${CERTIFICATE_NAME_LENGTH} in ${originDomain({ domain: "DOMAIN" })}`;
    return [{ path, message }];
  }
  const label = domain.split(".").find((each) => each.length > DNS_LABEL_LENGTH || /^-|-$/.test(each));
  if (label !== undefined) {
    return [{ path, message: `got ${domain}; ${label} must have at most 63 characters and no hyphen at either end` }];
  }
  if (/^\d+$/.test(domain.split(".").at(-1) ?? "")) {
    return [{ path, message: `got ${domain}; must be a domain name such as example.com` }];
  }
  return [];
}

/** Probes go through the edge from every region of the topology and from the third site. */
function countryFaults({ edge, regions, leaseRegions }: RedoubtConfig): Fault[] {
  const { allowedCountries } = edge;
  const faults: Fault[] = [];
  for (const [index, country] of allowedCountries.entries()) {
    if (allowedCountries.indexOf(country) !== index) {
      faults.push({ path: `edge.allowedCountries[${index}]`, message: `got ${country} twice; remove one` });
    }
  }
  if (allowedCountries.length === 0) return faults;
  const site = leaseRegions.find((region) => !(region in regions));
  const probes = [...Object.keys(regions), ...(site ? [site] : [])];
  // A region without a country is in another partition, which is an error of its own.
  const excluded = probes.filter(
    (region) => !allowedCountries.includes(countryOf(region) ?? allowedCountries[0] ?? ""),
  );
  if (excluded.length > 0) {
    const countries = [...new Set(excluded.map(countryOf))].join(", ");
    const message = `got ${allowedCountries.join(", ")}; add ${countries}: the probes of ${excluded.join(", ")} come from there, and without them a failover cannot be verified`;
    faults.push({ path: "edge.allowedCountries", message });
  }
  return faults;
}
