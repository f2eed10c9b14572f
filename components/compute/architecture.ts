/**
 * Processor architecture of an EC2 instance type, as Amazon Linux names it. Graviton families have a "g" after their generation
 * (EC2 User Guide, "Instance type naming conventions"); the first one, a1, is an exception.
 */
export function architectureOf(instanceType: string): "arm64" | "x86_64" {
  return /^[a-z]+\d+g/.test(instanceType) || instanceType.startsWith("a1.") ? "arm64" : "x86_64";
}
