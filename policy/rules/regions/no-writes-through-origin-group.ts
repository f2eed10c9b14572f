import { each } from "../../../resources/three-valued";
import { CLOUDFRONT_DISTRIBUTION } from "../../../resources/types";
import { defineRule } from "../../rule";

const READ_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

export default defineRule({
  description: "A cache behavior that targets an origin group allows only GET, HEAD and OPTIONS.",
  rationale: "CloudFront rejects write methods on such a behavior, and fails over read requests only.",
  severity: "high",
  category: "recovery across regions",
  remediation: "Use a single origin for writes, or select the origin in a viewer-request function.",
  frameworks: {},
  types: [CLOUDFRONT_DISTRIBUTION],
  scope: "resource",
  check(distribution) {
    const groups = new Set(distribution.list("originGroups").map((group) => group.text("originId")));
    const behaviours = [...distribution.list("defaultCacheBehavior"), ...distribution.list("orderedCacheBehaviors")];
    return each(behaviours, (behaviour) => {
      if (groups.size === 0 || !groups.has(behaviour.text("targetOriginId"))) return undefined;
      const writes = behaviour.texts("allowedMethods").filter((method) => !READ_METHODS.has(method));
      return writes.length === 0
        ? undefined
        : `${behaviour.path} targets an origin group and allows ${writes.join(", ")}`;
    });
  },
});
