import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const root = join(__dirname, "../..");
const preloaded = ["tsx/cjs", join(root, "test/local-aws/property-names.ts")].flatMap((file) => ["--require", file]);

/** A run of `redoubt` in a process of its own, as a user has it. */
export class Command {
  stdout = "";
  stderr = "";
  private readonly child: ChildProcess;
  private readonly closed: Promise<unknown>;

  constructor(...args: string[]) {
    this.child = spawn(process.execPath, [...preloaded, join(root, "bin/redoubt.js"), ...args], {
      cwd: root,
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

  /** Waits for its end; gives the exit code, or the signal that ended it. */
  async end(): Promise<number | string | null> {
    await this.closed;
    return this.child.exitCode ?? this.child.signalCode;
  }

  /** Waits until it has told a text. */
  async told(text: string): Promise<void> {
    while (!this.stderr.includes(text)) {
      const [ended] = await Promise.race([
        once(this.child.stderr ?? this.child, "data"),
        this.closed.then(() => [null]),
      ]);
      if (ended === null) throw new Error(`redoubt ended before it told ${text}:\n${this.stderr}`);
    }
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }
}
