import { EC2_FLOW_LOG, EC2_VPC } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A VPC has flow logs.",
  rationale: "During an outage, flow logs show which traffic was rejected, and where.",
  severity: "medium",
  category: "logging",
  remediation: "Add a FlowLog with vpcId.",
  frameworks: {
    awsConfig: ["vpc-flow-logs-enabled"],
    securityHub: ["EC2.6"],
    checkov: ["CKV2_AWS_11"],
    trivy: ["AWS-0178"],
    cdkNag: [
      "AwsSolutions-VPC7",
      "HIPAA.Security-VPCFlowLogsEnabled",
      "NIST.800.53.R5-VPCFlowLogsEnabled",
      "PCI.DSS.321-VPCFlowLogsEnabled",
    ],
    kics: ["vpc_flowlogs_disabled"],
  },
  types: [EC2_VPC],
  scope: "graph",
  check: (vpc, { graph }) =>
    graph.referringTo(vpc, EC2_FLOW_LOG, "vpcId").length > 0 ? undefined : "it has no flow log",
});
