import { defineRule, type Frameworks } from "../rule";

/** A rule that one flag of a bucket's public access block is on. */
export function publicAccessFlag(
  flag: string,
  name: string,
  description: string,
  rationale: string,
  frameworks: Frameworks,
) {
  return defineRule({
    name,
    description,
    rationale,
    severity: "high",
    category: "exposure",
    remediation: `Set ${flag}: true.`,
    frameworks,
    types: ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"],
    scope: "resource",
    check: (block) => (block.flag(flag) === true ? undefined : `${flag} is not true`),
  });
}
