import { parentPort, workerData } from "node:worker_threads";
import { check, firstViolation } from "./check";
import * as core from "./core";

/** What a worker thread is started with. */
export type Task =
  | { readonly kind: "check"; readonly runs: number; readonly seed: number; readonly path?: string }
  | { readonly kind: "violation"; readonly runs: number; readonly seed: number };

/** What it answers: the tally, the name of the first violation (null if there is none), or the error that a check ended with. */
export type Answer =
  | { readonly tally: Record<string, number> }
  | { readonly violation: string | null }
  | { readonly error: string };

async function run(task: Task): Promise<Answer> {
  if (task.kind === "violation") {
    const violation = await firstViolation(core, task.runs, task.seed);
    return { violation: violation === null ? null : `${violation.name}: ${violation.message}` };
  }
  try {
    return { tally: await check(core, task.runs, task.seed, task.path) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

void run(workerData as Task).then((answer) => parentPort?.postMessage(answer));
