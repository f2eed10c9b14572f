import type { Resource } from "../../../resources/resource";
import type { ResourceGraph } from "../../../resources/resource-graph";
import { Undecided } from "../../../resources/three-valued";
import {
  EC2_INSTANCE,
  EC2_LAUNCH_CONFIGURATION,
  EC2_LAUNCH_TEMPLATE,
  EC2_SPOT_INSTANCE_REQUEST,
} from "../../../resources/types";
import { requiresTokensByDefault } from "../../facts/ec2-defaults";
import { type Changes, defineRule } from "../../rule";

export default defineRule({
  description: "Instance metadata requires a session token (IMDSv2).",
  rationale: "With version 1, a single server-side request forgery can read the role's credentials.",
  severity: "high",
  category: "exposure",
  remediation: 'Set metadataOptions.httpTokens: "required".',
  frameworks: {
    awsConfig: ["ec2-imdsv2-check", "autoscaling-launchconfig-requires-imdsv2"],
    securityHub: ["EC2.170", "EC2.8", "AutoScaling.3"],
    checkov: ["CKV_AWS_79"],
    trivy: ["AWS-0130", "AWS-0028"],
    cdkNag: ["HIPAA.Security-EC2IMDSv2Enabled", "NIST.800.53.R5-EC2IMDSv2Enabled"],
  },
  types: [EC2_LAUNCH_TEMPLATE, EC2_LAUNCH_CONFIGURATION, EC2_INSTANCE, EC2_SPOT_INSTANCE_REQUEST],
  scope: "graph",
  // Only templates: a program on an instance that runs already may still use version 1.
  remediate: (launch): Changes =>
    launch.type === EC2_LAUNCH_TEMPLATE ? { "metadataOptions.httpTokens": "required" } : {},
  check(launch, { graph }) {
    if (launch.text("metadataOptions.httpEndpoint") === "disabled") return undefined;
    const template = templateOf(launch, graph);
    const tokens = launch.text("metadataOptions.httpTokens") ?? template?.text("metadataOptions.httpTokens");
    if (tokens === undefined && template === undefined && launch.has("launchTemplate"))
      throw new Undecided("metadataOptions of launchTemplate");
    if (tokens === undefined && launch.type !== EC2_LAUNCH_CONFIGURATION && requiresTokensByDefault(launch, graph))
      return undefined;
    return tokens === "required" ? undefined : "metadataOptions.httpTokens is not required";
  },
});

/** The launch template of an instance, whose options it has by default. */
function templateOf(launch: Resource, graph: ResourceGraph): Resource | undefined {
  const property = ["launchTemplate.id", "launchTemplate.name"].find((path) => launch.has(path));
  return property === undefined ? undefined : graph.namedBy(launch, property, EC2_LAUNCH_TEMPLATE)[0];
}
