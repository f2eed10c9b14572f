import type { Command } from "commander";
import type { ObjectCopy } from "../../../automation";
import { withLostOption } from "../../options";

interface ReplicateFlags {
  readonly lost?: string[];
  readonly json?: boolean;
  readonly project: string;
}

/** `redoubt replicate`: replicates the objects that existed before a region was added. */
export function register(program: Command): void {
  withLostOption(program.command("replicate"))
    .description("replicate the objects that existed before a region was added, by an S3 Batch Replication job")
    .option("--json", "print one JSON document on standard output")
    .option("--project <file>", "the project's Pulumi.yaml", "Pulumi.yaml")
    .addHelpText("after", "\nRun it again to see the progress. It starts no second job, except after one that failed.")
    .action(run);
}

async function run({ json, lost, project }: ReplicateFlags): Promise<void> {
  const { replicate } = require("../../../automation") as typeof import("../../../automation");
  const result = await replicate({ lost, project });
  const text = `${result.started ? "started\n" : ""}${objectCopyLine(result)}`;
  process.stdout.write(`${json ? JSON.stringify(result, null, 2) : text}\n`);
}

/** A job as one line. */
export function objectCopyLine({ job, region }: ObjectCopy): string {
  const start = `objects of ${region}:`;
  if (job === null) return `${start} no job`;
  if (typeof job === "string") return `${start} unknown: ${job}`;
  const { failed, id, status, succeeded, total } = job;
  return `${start} job ${id} ${status}, ${succeeded} of ${total} replicated${failed > 0 ? `, ${failed} failed` : ""}`;
}
