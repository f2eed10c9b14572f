import type * as cloudfront from "@pulumi/aws/cloudfront";
import { EDGE_ROUTING } from "../../config/defaults";
import type { EdgePolicies } from "./edge-policies";

const READ_METHODS = ["GET", "HEAD", "OPTIONS"];
const WRITE_METHODS = ["PUT", "POST", "PATCH", "DELETE"];

/** Id of the origin group of the routing `"origin-group"`. */
const ORIGIN_GROUP = "active-then-standby";

type Behaviour = Pick<cloudfront.DistributionArgs, "defaultCacheBehavior" | "originGroups">;

/** Sends each request through the router function, which selects the origin. The active region's origin is the fallback. */
export function routedBehaviour(
  activeRegion: string,
  policies: EdgePolicies,
  router: Pick<cloudfront.Function, "arn">,
): Behaviour {
  return {
    defaultCacheBehavior: {
      ...shared(policies),
      targetOriginId: activeRegion,
      allowedMethods: [...READ_METHODS, ...WRITE_METHODS],
      functionAssociations: [{ eventType: "viewer-request", functionArn: router.arn }],
    },
  };
}

/** Sends reads to the active region, then to the first standby. CloudFront allows no write methods on an origin group. */
export function originGroupBehaviour(
  activeRegion: string,
  regions: readonly string[],
  policies: EdgePolicies,
): Behaviour {
  const standby = regions.find((region) => region !== activeRegion);
  if (standby === undefined) {
    return {
      defaultCacheBehavior: { ...shared(policies), targetOriginId: activeRegion, allowedMethods: READ_METHODS },
    };
  }
  return {
    originGroups: [
      {
        originId: ORIGIN_GROUP,
        failoverCriteria: { statusCodes: [...EDGE_ROUTING.failoverCodes] },
        members: [activeRegion, standby].map((originId) => ({ originId })),
      },
    ],
    defaultCacheBehavior: { ...shared(policies), targetOriginId: ORIGIN_GROUP, allowedMethods: READ_METHODS },
  };
}

function shared({ cachePolicyId, originRequestPolicyId, responseHeadersPolicyId }: EdgePolicies) {
  return {
    viewerProtocolPolicy: "redirect-to-https",
    cachedMethods: ["GET", "HEAD"],
    compress: true,
    cachePolicyId,
    originRequestPolicyId,
    responseHeadersPolicyId,
  };
}
