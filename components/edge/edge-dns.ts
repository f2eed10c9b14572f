import type * as cloudfront from "@pulumi/aws/cloudfront";
import * as route53 from "@pulumi/aws/route53";
import type * as pulumi from "@pulumi/pulumi";
import type { EdgeOrigin } from "./origin";

export interface EdgeDnsArgs {
  readonly hostedZoneId: pulumi.Input<string>;
  readonly distribution: cloudfront.Distribution;
  /** Names that viewers use. */
  readonly publicNames: readonly string[];
  /** Load balancers by region. */
  readonly origins: Readonly<Record<string, EdgeOrigin>>;
}

/** Alias records: the public names for the distribution over IPv4 and IPv6, and a name for each region's load balancer. */
export function edgeDns(name: string, args: EdgeDnsArgs, parent: pulumi.Resource): route53.Record[] {
  const { distribution, hostedZoneId, origins, publicNames } = args;
  const alias = (
    logical: string,
    record: Pick<route53.RecordArgs, "name" | "type">,
    target: { name: pulumi.Input<string>; zoneId: pulumi.Input<string>; evaluateTargetHealth: boolean },
  ) => new route53.Record(logical, { zoneId: hostedZoneId, ...record, aliases: [target] }, { parent });
  const edge = { name: distribution.domainName, zoneId: distribution.hostedZoneId, evaluateTargetHealth: false };
  return [
    ...publicNames.flatMap((host) => [
      alias(`${name}-${host}-a`, { name: host, type: "A" }, edge),
      alias(`${name}-${host}-aaaa`, { name: host, type: "AAAA" }, edge),
    ]),
    ...Object.entries(origins).map(([region, origin]) =>
      alias(
        `${name}-origin-${region}`,
        { name: origin.hostname, type: "A" },
        {
          name: origin.loadBalancerDnsName ?? "",
          zoneId: origin.loadBalancerZoneId ?? "",
          evaluateTargetHealth: true,
        },
      ),
    ),
  ];
}
