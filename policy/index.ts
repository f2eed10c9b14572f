export { check } from "./check";
export type { PolicyConfiguration } from "./config";
export { configurationBeside, readConfiguration } from "./configuration-file";
export { estateOfPreview } from "./estate/preview";
export { type Evaluation, evaluate } from "./evaluate";
