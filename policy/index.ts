export type { PolicyConfiguration } from "./config";
export { estateOfPreview } from "./estate/preview";
export { type Evaluation, evaluate } from "./evaluate";
