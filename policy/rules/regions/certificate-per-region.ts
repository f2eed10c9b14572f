import { counterpartIn } from "../../../resources/counterparts";
import { regionNamed } from "../../../resources/region-of";
import type { Resource } from "../../../resources/resource";
import type { ResourceGraph } from "../../../resources/resource-graph";
import { each, Undecided } from "../../../resources/three-valued";
import { activeOf, siteOf } from "../../../resources/topology";
import { ACM_CERTIFICATE, CLOUDFRONT_DISTRIBUTION, LB_LISTENER } from "../../../resources/types";
import { defineRule } from "../../rule";

/** The region of CloudFront's certificates. */
const EDGE_REGION = "us-east-1";

export default defineRule({
  description:
    "A listener's certificate is in the listener's region and covers the same names in every region. CloudFront's certificate and web ACL are in us-east-1.",
  rationale: "A certificate of another region cannot be used. A missing name fails after the failover.",
  severity: "high",
  category: "recovery across regions",
  remediation: "Issue the certificate in each region with the same domainName and subjectAlternativeNames.",
  frameworks: {},
  types: [LB_LISTENER, CLOUDFRONT_DISTRIBUTION],
  scope: "graph",
  comparesRegions: true,
  check(resource, { graph }) {
    if (resource.type === CLOUDFRONT_DISTRIBUTION) {
      return each(["viewerCertificate.acmCertificateArn", "webAclId"], (path) => {
        const region = regionNamed(resource, resource, path, graph);
        return region === undefined || region === EDGE_REGION
          ? undefined
          : `${path} is of ${region}, CloudFront takes ${EDGE_REGION} only`;
      });
    }
    if (!resource.has("certificateArn")) return undefined;
    const region = regionNamed(resource, resource, "certificateArn", graph);
    if (region !== undefined && resource.region !== null && region !== resource.region) {
      return `certificateArn is of ${region}, the listener is in ${resource.region}`;
    }
    if (!siteOf(resource, graph, "standby")) return undefined;
    const counterpart = counterpartIn(activeOf(graph), resource, graph);
    if (!counterpart) return undefined;
    const [own, theirs] = [names(resource, graph), names(counterpart, graph)];
    return own === theirs ? undefined : `its certificate is for ${own}, the active region's for ${theirs}`;
  },
});

/** The names that a listener's certificate covers. */
function names(listener: Resource, graph: ResourceGraph): string {
  const [certificate] = graph.namedBy(listener, "certificateArn", ACM_CERTIFICATE);
  if (!certificate) throw new Undecided(`the certificate of ${listener.name}`);
  return [certificate.text("domainName"), ...certificate.texts("subjectAlternativeNames")].sort().join(", ");
}
