// The public API of the policy pack: `pulumi-redoubt/policy`.
export { graphOfPreview } from "../resources/from-preview";
export { Inputs } from "../resources/inputs";
export { Resource, type ResourceRecord } from "../resources/resource";
export { ResourceGraph, type Roles } from "../resources/resource-graph";
export { each, every, type Finding, some, Undecided } from "../resources/three-valued";
export { rules } from "./all-rules";
export { type CheckOptions, check } from "./check/check";
export { decodeText } from "./check/decode";
export { type NamedText, parseGraph } from "./check/document";
export type { PolicyConfiguration } from "./config";
export { configurationBeside, readConfiguration } from "./configuration-file";
export { definePolicy, loadRules, type PolicyDefinition } from "./define-policy";
export { type Evaluation, type EvaluationOptions, evaluate, evaluatePreview } from "./evaluate";
export { renderText, summary } from "./report/text";
export type { Frameworks, Rule } from "./rule";
export type { Violation } from "./violation";
