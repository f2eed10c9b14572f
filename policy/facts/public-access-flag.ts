import { S3_BUCKET_PUBLIC_ACCESS_BLOCK } from "../../resources/types";
import { defineRule, type Frameworks } from "../rule";

/** A rule that one flag of a bucket's public access block is on. */
export function publicAccessFlag(flag: string, description: string, rationale: string, frameworks: Frameworks) {
  return defineRule({
    description,
    rationale,
    severity: "high",
    category: "exposure",
    remediation: `Set ${flag}: true.`,
    frameworks,
    types: [S3_BUCKET_PUBLIC_ACCESS_BLOCK],
    scope: "resource",
    remediate: () => ({ [flag]: true }),
    check: (block) => (block.flag(flag) === true ? undefined : `${flag} is not true`),
  });
}
