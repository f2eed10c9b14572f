/** Redoubt's operations for programs: `import { deploy, failover, preview } from "pulumi-redoubt/automation"`. They never prompt or print. */
export { adopt } from "./adopt/adopt";
export type { AdoptOptions, Proposal } from "./adopt/propose";
export type { DeploymentOptions } from "./deployment";
export type { ResourceChange, StackResult, WorkspaceEvent } from "./events";
export { failback, failover, preflight, rehearse, switchover, unfence } from "./failover";
export { type EvaluatedPreview, type InProcessOptions, previewInProcess, previewResources } from "./in-process-preview";
export { type LeaseMove, type LeaseMoveOptions, moveLease } from "./lease-move/lease-move";
export { type Abandoned, type AbandonOptions, abandon, readopt } from "./lost/abandon";
export type { AbandonedStatus } from "./lost/abandoned-status";
export { type DeleteAbandonedOptions, type DeletedRegion, deleteAbandoned } from "./lost/deletion/delete-abandoned";
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
export {
  type Rebuild,
  type RecordedConfiguration,
  recordFailover,
  recordRebuild,
} from "./reconcile/recorded-configuration";
export { type ObjectCopy, type ReplicateOptions, replicate } from "./replicate/replicate";
export type { Run } from "./run";
export type { RunStatus } from "./runs/run-status";
export type {
  FailbackOptions,
  FailbackResult,
  FailoverEvent,
  FailoverOptions,
  FailoverResult,
  PreflightOptions,
  PreflightResult,
  ProposedChange,
  RunOptions,
  SwitchoverOptions,
  UnfenceOptions,
  UnfenceResult,
} from "./runs/types";
export { type StackStatus, type StatusOptions, status, type WorkspaceStatus } from "./status";
