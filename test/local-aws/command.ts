import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const ROOT = join(__dirname, "../..");
/** Arguments of Node.js for a process that runs a program on the local AWS. */
export const PRELOADED = ["tsx/cjs", join(ROOT, "test/local-aws/property-names.ts")].flatMap((file) => [
  "--require",
  file,
]);

/** A run of `redoubt` in a separate process, as a user starts it. */
export class Command {
  stdout = "";
  stderr = "";
  private readonly child: ChildProcess;
  private readonly closed: Promise<unknown>;

  /** A run with variables added to its environment. */
  static with(environment: Readonly<Record<string, string>>, ...args: string[]): Command {
    return new Command(args, environment);
  }

  constructor(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    this.child = spawn(process.execPath, [...PRELOADED, join(ROOT, "bin/redoubt.js"), ...args], {
      cwd: ROOT,
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      this.stdout += text;
    });
    this.child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.stderr += text;
    });
    this.closed = once(this.child, "close");
  }

  /** Waits for the end and returns the exit code, or the signal that ended the process. */
  async end(): Promise<number | string | null> {
    await this.closed;
    return this.child.exitCode ?? this.child.signalCode;
  }

  /** Waits until the text was printed to standard error. */
  async printed(text: string): Promise<void> {
    while (!this.stderr.includes(text)) {
      const [ended] = await Promise.race([
        once(this.child.stderr ?? this.child, "data"),
        this.closed.then(() => [null]),
      ]);
      if (ended === null) throw new Error(`redoubt ended before it printed ${text}:\n${this.stderr}`);
    }
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }
}
