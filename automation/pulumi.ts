import { spawn } from "node:child_process";
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
 * Runs the CLI in a process group of its own. In ours it would get a terminal's Ctrl-C beside the interrupt that is sent for the
 * signal, and a second interrupt makes it leave at once, with operations pending.
 */
function detached(command: string): Run {
  return (args, cwd, environment, onOutput, onError, signal) =>
    new Promise((resolve, reject) => {
      const all = args.includes("--non-interactive") ? args : [...args, "--non-interactive"];
      const child = spawn(command, all, {
        cwd,
        env: { ...process.env, ...environment, PULUMI_AUTOMATION_API: "true" },
        detached: true,
        stdio: ["ignore", "pipe", "pipe"],
      });
      const taken = { stdout: "", stderr: "" };
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        taken.stdout += text;
        onOutput?.(text);
      });
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        taken.stderr += text;
        onError?.(text);
      });
      const interrupt = () => child.kill("SIGINT");
      if (signal?.aborted) interrupt();
      signal?.addEventListener("abort", interrupt, { once: true });
      child.once("error", reject);
      child.once("close", (code) => {
        signal?.removeEventListener("abort", interrupt);
        // Its text becomes the error's message.
        const result = { ...taken, code: code ?? 1, toString: () => taken.stderr || taken.stdout };
        if (code === 0) resolve(result);
        else reject(createCommandError(result));
      });
    });
}
