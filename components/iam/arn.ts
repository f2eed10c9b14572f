/** The ARN of a resource's replica in another region; the two differ in the region only. */
export function arnIn(region: string, arn: string): string {
  return arn.split(":").with(3, region).join(":");
}
