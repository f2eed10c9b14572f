/** Redoubt's operations for programs of your own: `import { deploy, preview } from "redoubt/automation"`. */
export type { EstateEvent, ResourceChange, StackResult } from "./events";
export {
  deploy,
  destroy,
  type Operation,
  type OperationOptions,
  type OperationResult,
  preview,
  refresh,
} from "./operations";
export type { Run } from "./run";
