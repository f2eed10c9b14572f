import type { Resource } from "../../../resources/resource";
import type { ResourceGraph } from "../../../resources/resource-graph";
import { each, some } from "../../../resources/three-valued";
import { siteOf } from "../../../resources/topology";
import { IAM_ROLE, IAM_ROLE_POLICY } from "../../../resources/types";
import { actionsOf, allows, statements } from "../../facts/policy-documents";
import { defineRule } from "../../rule";

const CONTROL_PLANES = [
  /^route53:ChangeResourceRecordSets$/i,
  /^cloudfront:Update/i,
  /^iam:(Create|Put|Attach)/i,
  /^acm:/i,
];

/** One action of each service, to test which services an action with wildcards includes. */
const EXAMPLES = [
  "route53:ChangeResourceRecordSets",
  "cloudfront:UpdateDistribution",
  "iam:CreateRole",
  "iam:PutRolePolicy",
  "iam:AttachRolePolicy",
  "acm:RequestCertificate",
];

/** The services that run the steps of a failover. */
const FAILOVER_SERVICES = /^(lambda|states|scheduler|events)\.amazonaws\.com$/;

export default defineRule({
  description: "Roles that carry out a failover do not use control planes in us-east-1.",
  rationale:
    "Route 53 records, CloudFront distributions, IAM and ACM for CloudFront are changed in us-east-1. An outage there would stop the failover.",
  severity: "critical",
  category: "recovery across regions",
  remediation:
    "Switch the edge through a data plane (key-value store, routing controls). Create roles and certificates in advance.",
  frameworks: {},
  types: [IAM_ROLE_POLICY],
  scope: "graph",
  comparesRegions: true,
  check(policy, { graph }) {
    const regional = siteOf(policy, graph, "standby") ?? siteOf(policy, graph, "active");
    if (!regional || !runsMachinery(policy, graph)) return undefined;
    return each(statements(policy, "policy"), (statement) => {
      if (!allows(statement)) return undefined;
      const needed = actionsOf(statement).filter(isControlPlane);
      return needed.length > 0 ? `a statement allows ${needed.join(", ")}` : undefined;
    });
  },
});

function isControlPlane(action: string): boolean {
  if (CONTROL_PLANES.some((pattern) => pattern.test(action))) return true;
  const parts = action.split("*").map((part) => part.replace(/[\\^$.+()[\]{}|]/g, "\\$&").replaceAll("?", "."));
  const pattern = new RegExp(`^${parts.join(".*")}$`, "i");
  return EXAMPLES.some((example) => pattern.test(example));
}

/** Whether the policy's role is assumed by a service that runs functions or state machines. */
function runsMachinery(policy: Resource, graph: ResourceGraph): boolean {
  return some(graph.namedBy(policy, "role", IAM_ROLE), (role) =>
    some(statements(role, "assumeRolePolicy"), (statement) =>
      some(statement.texts("Principal.Service"), (service) => FAILOVER_SERVICES.test(service)),
    ),
  );
}
