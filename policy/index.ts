export { graphOfPreview } from "../resources/from-preview";
export { check } from "./check";
export type { PolicyConfiguration } from "./config";
export { configurationBeside, readConfiguration } from "./configuration-file";
export { type Evaluation, evaluate, evaluatePreview } from "./evaluate";
