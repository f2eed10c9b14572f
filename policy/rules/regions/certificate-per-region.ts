import type { Estate } from "../../estate/estate";
import { regionNamed } from "../../estate/region-of";
import type { Resource } from "../../estate/resource";
import { each, Undecided } from "../../estate/three-valued";
import { activeOf, stackOf } from "../../estate/topology";
import { defineRule } from "../../rule";
import { twinIn } from "./twins";

const distributionType = "aws:cloudfront/distribution:Distribution";

/** The region of all that CloudFront uses. */
const edgeRegion = "us-east-1";

export const certificatePerRegion = defineRule({
  name: "certificate-per-region",
  what: "A listener's certificate is of its region, the same names in every region; CloudFront's certificate and web ACL are of us-east-1.",
  why: "A certificate of another region cannot be used; one that lacks a name breaks that name after the failover.",
  severity: "high",
  concern: "recovery across regions",
  remediation: "Issue the certificate in each region with the same domainName and subjectAlternativeNames.",
  frameworks: {},
  types: ["aws:lb/listener:Listener", "aws:cloudfront/distribution:Distribution"],
  scope: "estate",
  check(resource, { estate }) {
    if (resource.type === distributionType) {
      return each(["viewerCertificate.acmCertificateArn", "webAclId"], (path) => {
        const region = regionNamed(resource, resource, path, estate);
        return region === undefined || region === edgeRegion
          ? undefined
          : `${path} is of ${region}, CloudFront takes ${edgeRegion} only`;
      });
    }
    if (!resource.has("certificateArn")) return undefined;
    const region = regionNamed(resource, resource, "certificateArn", estate);
    if (region !== undefined && resource.region !== null && region !== resource.region) {
      return `certificateArn is of ${region}, the listener lies in ${resource.region}`;
    }
    if (!stackOf(resource, estate, "standby")) return undefined;
    const twin = twinIn(activeOf(estate).stack, resource, estate);
    if (!twin) return undefined;
    const [own, theirs] = [names(resource, estate), names(twin, estate)];
    return own === theirs ? undefined : `its certificate is for ${own}, the active region's for ${theirs}`;
  },
});

/** The names that a listener's certificate is for. */
function names(listener: Resource, estate: Estate): string {
  const [certificate] = estate.namedBy(listener, "certificateArn", "aws:acm/certificate:Certificate");
  if (!certificate) throw new Undecided(`the certificate of ${listener.name}`);
  return [certificate.text("domainName"), ...certificate.texts("subjectAlternativeNames")].sort().join(", ");
}
