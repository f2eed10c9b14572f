import { main } from "../../cli/main";

/** The result of a run of the CLI. */
export interface CliRun {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/** Runs `redoubt` with the arguments in this process and captures its output. */
export function runCli(...args: string[]): Promise<CliRun> {
  return captured(() => main(["node", "redoubt", ...args]));
}

/** Captures the output and exit code of `work`. */
export async function captured(work: () => Promise<unknown>): Promise<CliRun> {
  const written = { stdout: "", stderr: "" };
  const original = { stdout: process.stdout.write, stderr: process.stderr.write, exitCode: process.exitCode };
  for (const stream of ["stdout", "stderr"] as const) {
    process[stream].write = (chunk: string | Uint8Array) => {
      written[stream] += String(chunk);
      return true;
    };
  }
  process.exitCode = 0;
  try {
    await work();
    return { ...written, exitCode: Number(process.exitCode) };
  } finally {
    process.stdout.write = original.stdout;
    process.stderr.write = original.stderr;
    process.exitCode = original.exitCode;
  }
}
