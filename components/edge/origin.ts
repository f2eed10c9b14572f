import type { input } from "@pulumi/aws/types";
import * as pulumi from "@pulumi/pulumi";
import { ORIGIN_VERIFY_HEADER } from "../compute/https-listener";

/** The load balancer of one region, as an origin of the edge. */
export interface EdgeOrigin {
  /** Name by which the edge connects. The load balancer's certificate must cover it. */
  readonly hostname: string;
  /** DNS name of the load balancer, for the record of the host name; absent where that record exists. */
  readonly loadBalancerDnsName?: pulumi.Input<string>;
  /** Hosted zone of that DNS name. */
  readonly loadBalancerZoneId?: pulumi.Input<string>;
}

/**
 * A distribution's origin. With two attempts of 3 s, a read reaches the standby within 6 s of the region's silence; CloudFront's
 * defaults are three attempts of 10 s.
 */
export function originArgs(
  region: string,
  { hostname }: EdgeOrigin,
  originVerify: pulumi.Input<string>,
): input.cloudfront.DistributionOrigin {
  return {
    originId: region,
    domainName: hostname,
    connectionAttempts: 2,
    connectionTimeout: 3,
    customOriginConfig: {
      httpPort: 80,
      httpsPort: 443,
      originProtocolPolicy: "https-only",
      originSslProtocols: ["TLSv1.2"],
      originReadTimeout: 30,
      originKeepaliveTimeout: 5,
    },
    customHeaders: [{ name: ORIGIN_VERIFY_HEADER, value: pulumi.secret(originVerify) }],
  };
}
