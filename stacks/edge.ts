import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import type { Provider } from "@pulumi/aws/provider";
import { EdgeDistribution } from "../components/edge/edge-distribution";
import type { EdgeOrigin } from "../components/edge/origin";
import type { Inputs } from "../components/inputs";
import { originHostname, stackTags } from "../config/naming";
import type { RedoubtConfig } from "../config/parse";
import { EDGE_STACK, regionPlans } from "../config/topology";
import { type EdgeOutputs, globalOutputs, type RegionOutputs, StackOutputs } from "./outputs";

/** The edge stack: the distribution in front of all regions, with its certificate, web ACL and DNS records. */
export function edgeProgram(config: RedoubtConfig, provider: Provider): Inputs<EdgeOutputs> {
  const { activeRegion, domain, edge, logRetentionDays, protect, routing } = config;
  const { accountId } = getCallerIdentityOutput({}, { provider });
  const global = globalOutputs();
  const origins = regionPlans(config).map(({ region, stack }): [string, EdgeOrigin] => {
    const outputs = new StackOutputs<RegionOutputs>(stack);
    return [
      region,
      {
        hostname: originHostname(config, region),
        loadBalancerDnsName: outputs.get("loadBalancerDnsName"),
        loadBalancerZoneId: outputs.get("loadBalancerZoneId"),
      },
    ];
  });
  const distribution = new EdgeDistribution(
    "edge",
    {
      domain,
      hostedZoneId: global.get("hostedZoneId"),
      accountId,
      origins: Object.fromEntries(origins),
      activeRegion,
      routing,
      routingStoreArn: global.get("routingStoreArn"),
      originVerify: global.get("originVerify"),
      ...edge,
      // The distribution reaches the load balancers by these names.
      records: [...edge.records, "origins"],
      logRetentionDays,
      protect,
      tags: stackTags(config, { stack: EDGE_STACK, role: "edge" }),
    },
    { provider },
  );
  return {
    distributionDomainName: distribution.domainName,
    distributionId: distribution.distributionId,
    url: distribution.url,
  };
}
