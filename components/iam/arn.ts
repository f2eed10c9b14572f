/** The ARN of a resource's replica in another region: it differs from the original's in the region alone. */
export function arnIn(region: string, arn: string): string {
  return arn.split(":").with(3, region).join(":");
}
