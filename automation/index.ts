/** Redoubt's operations for programs of your own: `import { deploy, preview } from "redoubt/automation"`. */
export type { ResourceChange, StackResult, WorkspaceEvent } from "./events";
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
export { type StackStatus, status, type WorkspaceStatus } from "./status";
