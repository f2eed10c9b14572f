import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PulumiCommand } from "@pulumi/pulumi/automation";
import { UserError } from "../errors";

interface CommandResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** Classifies an error by the CLI's output, such as a locked or a missing stack. Not part of the SDK's public types. */
const { createCommandError } = require("@pulumi/pulumi/automation/errors") as {
  createCommandError(result: CommandResult): Error;
};

type RunCommand = (
  args: string[],
  cwd: string,
  environment: Record<string, string>,
  onOutput?: (text: string) => void,
  onError?: (text: string) => void,
  signal?: AbortSignal,
) => Promise<CommandResult>;

/** No usable engine: the CLI is missing or too old, or the state backend does not answer. The message contains the fix. */
export class EngineUnavailable extends UserError {
  override name = "EngineUnavailable";
}

/**
 * The Pulumi CLI on PATH.
 * @throws EngineUnavailable when there is none, or it is too old for the Automation API
 */
export async function requirePulumi(): Promise<PulumiCommand & { readonly run: RunCommand }> {
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
 * Runs the CLI so that only the abort signal ends it.
 * - In its own process group: otherwise a terminal's Ctrl-C would reach it in addition to the interrupt sent for the signal, and a second
 *   interrupt makes it exit at once, with operations pending.
 * - With its output in files: writing to a pipe whose reader was killed would end it halfway, and leave the stack locked. This way it
 *   completes the operations that it started.
 */
function detached(command: string): RunCommand {
  return async (args, cwd, environment, onOutput, onError, signal) => {
    const { write, read } = temporaryFiles(["stdout", "stderr"]);
    try {
      const all = args.includes("--non-interactive") ? args : [...args, "--non-interactive"];
      const env = { ...process.env, ...environment, PULUMI_AUTOMATION_API: "true" };
      const child = spawn(command, all, { cwd, env, detached: true, stdio: ["ignore", ...write] });
      const interrupt = () => child.kill("SIGINT");
      if (signal?.aborted) interrupt();
      signal?.addEventListener("abort", interrupt, { once: true });
      const [exitCode] = await once(child, "close").finally(() => signal?.removeEventListener("abort", interrupt));
      const [stdout = "", stderr = ""] = read.map((file) => readFileSync(file, "utf8"));
      const code = exitCode ?? 1;
      if (stdout) onOutput?.(stdout);
      if (stderr) onError?.(stderr);
      // createCommandError takes the message from toString.
      const result = { stdout, stderr, code, toString: () => stderr || stdout };
      if (code === 0) return result;
      throw createCommandError(result);
    } finally {
      for (const file of [...write, ...read]) closeSync(file);
    }
  };
}

/**
 * Files without a path, as descriptors to write and to read: their folder is removed before they are used, because nothing else would remove
 * it when this process is killed.
 */
function temporaryFiles(names: readonly string[]): { readonly write: number[]; readonly read: number[] } {
  const folder = mkdtempSync(join(tmpdir(), "redoubt-pulumi-"));
  try {
    const paths = names.map((name) => join(folder, name));
    return { write: paths.map((path) => openSync(path, "w")), read: paths.map((path) => openSync(path, "r")) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
