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
export { EngineUnavailable } from "./pulumi";
export type { Run } from "./run";
export { type EstateStatus, type StackStatus, status } from "./status";
