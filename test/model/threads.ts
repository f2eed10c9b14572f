import { Worker } from "node:worker_threads";
import type { Answer, Task } from "./worker";

/** Threads that run at the same time. */
const THREADS = 2;

let running = 0;
const waiting: (() => void)[] = [];

/** Runs a task of a bundled worker in a thread, as soon as one is free. */
export async function runInThread(script: string, task: Task): Promise<Answer> {
  if (running >= THREADS) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    const worker = new Worker(script, { eval: true, workerData: task });
    return await new Promise<Answer>((resolve, reject) => {
      worker.once("message", resolve);
      worker.once("error", reject);
      worker.once("exit", (code) => reject(new Error(`the worker ended with code ${code} and without an answer`)));
    });
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}
