import type { AwsClients } from "../../failover/adapters/aws/clients";
import { dynamodbClient } from "../../failover/adapters/aws/clients/dynamodb";
import { DynamoJournal } from "../../failover/adapters/aws/journal";
import { DynamoLease } from "../../failover/adapters/aws/lease";
import { TableClient } from "../../failover/adapters/aws/table-client";
import type { Deployment } from "../../failover/deployment";
import { decide, fold } from "../../failover/protocol/machine";
import type { Mode, Outcome, StepName } from "../../failover/protocol/types";
import { command } from "../../failover/run/plan";

/** The run that holds the lease. */
export interface RunStatus {
  readonly run: string;
  readonly mode: Mode;
  readonly from: string;
  readonly to: string;
  /** How it ended, or "unfinished". */
  readonly state: Outcome | "unfinished";
  /** Whether writes are held. */
  readonly writes: "open" | "held";
  /** The steps that are due, or that failed, each with its last reason. */
  readonly steps: readonly { readonly step: StepName; readonly reason: string }[];
  /** When it was planned, and its last journal entry, ISO 8601. */
  readonly startedAt: string;
  readonly lastEntryAt: string;
  /** The command that continues it; null when it needs none. */
  readonly next: string | null;
}

/**
 * Reads the run that holds the lease.
 * @param clients replace AWS in tests
 * @returns null when there was none since the first deployment
 */
export async function readRunStatus(
  deployment: Pick<Deployment, "leaseTableName" | "leaseRegions" | "lost" | "regions">,
  clients: Pick<AwsClients, "dynamodb"> = { dynamodb: dynamodbClient },
): Promise<RunStatus | null> {
  // No home region: any lease region without a tier may answer.
  const table = new TableClient(deployment, "", clients.dynamodb);
  const { run, writes } = await new DynamoLease(table).read();
  const journal = run === null ? null : await new DynamoJournal(table).read(run);
  if (journal === null) return null;
  const { plan, entries } = journal;
  const known = fold(entries);
  const decision = decide(plan.mode, known);
  const ended = "outcome" in decision && (decision.outcome === "done" || decision.outcome === "rolled-back");
  const due =
    "due" in decision ? decision.due : (Object.keys(known) as StepName[]).filter((step) => known[step] === "failed");
  const reasonOf = (step: StepName) =>
    entries.filter((entry) => entry.step === step).sort((one, other) => other.at - one.at)[0]?.reason ?? "";
  const { mode, from, to, createdAt } = plan;
  return {
    run: plan.run,
    mode,
    from,
    to,
    state: "outcome" in decision ? decision.outcome : "unfinished",
    writes,
    steps: ended ? [] : due.map((step) => ({ step, reason: reasonOf(step) })),
    startedAt: new Date(createdAt).toISOString(),
    lastEntryAt: new Date(Math.max(createdAt, ...entries.map(({ at }) => at))).toISOString(),
    next: ended ? null : command({ mode, to }),
  };
}
