/** One finding of the policy pack. */
export interface Violation {
  /** Name of the rule. */
  policy: string;
  enforcementLevel: "advisory" | "mandatory";
  severity: "low" | "medium" | "high" | "critical";
  /** URN of the resource. */
  urn: string;
  message: string;
}
