// Two components of Redoubt in another program: an existing load balancer serves behind CloudFront.
import * as pulumi from "@pulumi/pulumi";
import { EdgeDistribution, OriginAccess } from "pulumi-redoubt";

const config = new pulumi.Config("existing-balancer");
const REGION = "us-east-1";

const edge = new EdgeDistribution("edge", {
  domain: "example.com",
  hostedZoneId: config.require("hostedZoneId"),
  // The public names stay where they are until the distribution is to take over.
  records: ["origins"],
  origins: {
    [REGION]: {
      hostname: `${REGION}.origin.example.com`,
      loadBalancerDnsName: config.require("loadBalancerDnsName"),
      loadBalancerZoneId: config.require("loadBalancerZoneId"),
    },
  },
});

new OriginAccess("shop", {
  region: REGION,
  listenerArn: config.require("listenerArn"),
  targetGroupArn: config.require("targetGroupArn"),
  securityGroupId: config.require("securityGroupId"),
  originVerify: edge.originVerify,
});

export const distribution = edge.domainName;
