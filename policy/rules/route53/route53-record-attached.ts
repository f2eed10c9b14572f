import { some } from "../../../resources/three-valued";
import { ROUTE53_RECORD } from "../../../resources/types";
import { defineRule } from "../../rule";

/** A literal IPv4 address outside the private ranges. */
const PUBLIC_ADDRESS = /^(?!10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|127\.)\d+(\.\d+){3}$/;

export default defineRule({
  description: "An A record refers to an address of a managed resource.",
  rationale: "When an address is released, its next owner receives the traffic of a record that still points to it.",
  severity: "medium",
  category: "exposure",
  remediation: "Use an alias, or take the address from the resource that owns it.",
  frameworks: { checkov: ["CKV2_AWS_23"] },
  types: [ROUTE53_RECORD],
  scope: "resource",
  check(record) {
    if (record.text("type") !== "A" || record.list("aliases").length > 0) return undefined;
    if ((record.record.propertyDependencies.records ?? []).length > 0) return undefined;
    const literal = some(record.list("records"), (address) => PUBLIC_ADDRESS.test(address.text("") ?? ""));
    return literal ? "records names a public address as text" : undefined;
  },
});
