import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scriptArguments } from "./script";

export interface Command {
  /** For the log's name and for messages. */
  readonly name: string;
  readonly file: string;
  readonly arguments: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  /** Whom to run it as; by default whoever runs the drill. */
  readonly user?: { uid: number; gid: number };
  /** What ends it at once, its own children included. */
  readonly endSignal: NodeJS.Signals;
}

/** Every process and the one folder of a drill: what is started here is ended, and the folder removed, come what may. */
export class ProcessTable {
  /** Where the drill's data and logs lie. */
  readonly folder: string;
  private readonly running = new Map<ChildProcess, Command>();
  private readonly reaper: ChildProcess;

  /** @param keep leaves the folder, for a look at the logs afterwards */
  constructor(private readonly keep: boolean) {
    this.folder = mkdtempSync(join(tmpdir(), "redoubt-drill-"));
    // What runs as another user (PostgreSQL, when the drill is root) must reach what is its own in there.
    chmodSync(this.folder, 0o711);
    mkdirSync(join(this.folder, "logs"));
    this.reaper = spawn(process.execPath, scriptArguments(join(__dirname, "reaper")), {
      stdio: ["pipe", "ignore", "ignore"],
      detached: true,
    });
    // Its pipe breaks only when it was killed; the drill then has to end things by itself, as it does anyway.
    this.reaper.stdin?.on("error", () => undefined);
    if (!keep) this.tellReaper(`folder ${this.folder}`);
  }

  /** Starts a process in a group of its own, so that Ctrl-C reaches the drill alone, which then ends things in order. */
  start(command: Command): ChildProcess {
    const log = openSync(this.logOf(command.name), "a");
    const child = spawn(command.file, command.arguments, {
      stdio: ["ignore", log, log],
      detached: true,
      env: command.environment ?? process.env,
      ...command.user,
    });
    closeSync(log);
    this.running.set(child, command);
    child.once("exit", () => {
      this.running.delete(child);
      this.tellReaper(`ended ${child.pid}`);
    });
    // A file that can not be run gives an error and no exit.
    child.once("error", () => this.running.delete(child));
    if (child.pid !== undefined) this.tellReaper(`started ${child.pid} ${command.endSignal}`);
    return child;
  }

  /** Where the output of the process of this name goes. */
  logOf(name: string): string {
    return join(this.folder, "logs", `${name}.log`);
  }

  /** Ends one process at once and waits until it is gone. */
  async kill(child: ChildProcess): Promise<void> {
    const command = this.running.get(child);
    if (command === undefined) return;
    const exited = once(child, "exit");
    child.kill(command.endSignal);
    await exited;
  }

  /** Ends everything, removes the folder, and dismisses the reaper. */
  async close(): Promise<void> {
    await Promise.all([...this.running.keys()].map((child) => this.kill(child)));
    if (!this.keep) rmSync(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    const dismissed = this.reaper.exitCode === null ? once(this.reaper, "exit") : undefined;
    this.reaper.stdin?.end();
    await dismissed;
  }

  private tellReaper(line: string): void {
    this.reaper.stdin?.write(`${line}\n`);
  }
}
