import { rmSync } from "node:fs";
import { createInterface } from "node:readline";

// Runs beside the drill and outlives it. When the drill ends in any way, its end of the pipe closes, and the reaper ends the remaining
// processes and removes the folder. Input lines: "started PID SIGNAL", "ended PID", "folder PATH".
const signals = new Map<number, NodeJS.Signals>();
const folders = new Set<string>();

createInterface({ input: process.stdin })
  .on("line", (line) => {
    const [word, ...rest] = line.split(" ");
    if (word === "started") signals.set(Number(rest[0]), rest[1] as NodeJS.Signals);
    if (word === "ended") signals.delete(Number(rest[0]));
    if (word === "folder") folders.add(rest.join(" "));
  })
  .on("close", () => {
    for (const [pid, signal] of signals) {
      try {
        process.kill(pid, signal);
      } catch {
        // The process has already ended.
      }
    }
    for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });

// Ctrl-C reaches every process of the terminal. The drill ends first; the closed pipe then ends the reaper.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);
