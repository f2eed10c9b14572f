export type { PolicyConfiguration } from "./config";
export { configurationBeside } from "./configuration-file";
export { estateOfPreview } from "./estate/preview";
export { type Evaluation, evaluate } from "./evaluate";
