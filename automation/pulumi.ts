import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PulumiCommand } from "@pulumi/pulumi/automation";
import { UserError } from "../errors";

interface Finished {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** By what the CLI wrote, the SDK tells a locked stack from an absent one; its types leave this out. */
const { createCommandError } = require("@pulumi/pulumi/automation/errors") as {
  createCommandError(result: Finished): Error;
};

type Run = (
  args: string[],
  cwd: string,
  environment: Record<string, string>,
  onOutput?: (text: string) => void,
  onError?: (text: string) => void,
  signal?: AbortSignal,
) => Promise<Finished>;

/** There is no engine to work with: the CLI is absent or too old, or no state backend answers. The message says what to do. */
export class EngineUnavailable extends UserError {
  override name = "EngineUnavailable";
}

/**
 * The Pulumi CLI on PATH.
 * @throws EngineUnavailable when there is none, or one too old for the Automation API
 */
export async function requirePulumi(): Promise<PulumiCommand> {
  try {
    const command = await PulumiCommand.get();
    return Object.assign(command, { run: detached(command.command) });
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    throw new EngineUnavailable(
      text.includes("ENOENT")
        ? "pulumi: not found on PATH; install the Pulumi CLI (https://www.pulumi.com/docs/install/) and log in to a backend (docs/state.md)"
        : `pulumi: ${text.split("\n")[0]}; install a newer Pulumi CLI (https://www.pulumi.com/docs/install/)`,
    );
  }
}

/**
 * Runs the CLI so that nothing but the signal ends it. In a process group of its own: in ours it would get a terminal's Ctrl-C beside the
 * interrupt that is sent for the signal, and a second interrupt makes it leave at once, with operations pending. And writing into
 * files: into a pipe whose reader was killed it would die in the middle, and leave its stack locked; so it ends what it has begun.
 */
function detached(command: string): Run {
  return async (args, cwd, environment, onOutput, onError, signal) => {
    const folder = mkdtempSync(join(tmpdir(), "redoubt-pulumi-"));
    const [out, err] = [join(folder, "stdout"), join(folder, "stderr")];
    try {
      const all = args.includes("--non-interactive") ? args : [...args, "--non-interactive"];
      const env = { ...process.env, ...environment, PULUMI_AUTOMATION_API: "true" };
      const [toOut, toErr] = [openSync(out, "w"), openSync(err, "w")];
      const child = spawn(command, all, { cwd, env, detached: true, stdio: ["ignore", toOut, toErr] });
      // The child has its own.
      closeSync(toOut);
      closeSync(toErr);
      const interrupt = () => child.kill("SIGINT");
      if (signal?.aborted) interrupt();
      signal?.addEventListener("abort", interrupt, { once: true });
      const [ended] = await once(child, "close").finally(() => signal?.removeEventListener("abort", interrupt));
      const [stdout, stderr, code] = [readFileSync(out, "utf8"), readFileSync(err, "utf8"), ended ?? 1];
      if (stdout) onOutput?.(stdout);
      if (stderr) onError?.(stderr);
      // Its text becomes the error's message.
      const result = { stdout, stderr, code, toString: () => stderr || stdout };
      if (code === 0) return result;
      throw createCommandError(result);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
}
