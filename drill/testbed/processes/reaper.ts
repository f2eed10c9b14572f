import { rmSync } from "node:fs";
import { createInterface } from "node:readline";

// A process beside the drill that outlives it. When the drill is gone, in whatever way, its end of the pipe closes, and what
// it left is ended and removed here. Lines: "started PID SIGNAL", "ended PID", "folder PATH".
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
        // It has ended by itself.
      }
    }
    for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });

// Ctrl-C goes to the whole terminal: the drill ends on it, and this then on the pipe.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);
