import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scriptArguments } from "./script";

export interface Command {
  /** Used in the log's file name and in messages. */
  readonly name: string;
  readonly file: string;
  readonly arguments: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  /** @default the user who runs the drill */
  readonly user?: { uid: number; gid: number };
  /** The signal that ends the process and its children at once. */
  readonly endSignal: NodeJS.Signals;
  /**
   * Whether the signal is sent to the whole process group, for a process that does not end its children.
   * @default false
   */
  readonly endGroup?: boolean;
}

/** All processes and the folder of a drill. They are ended and removed even when the drill itself is killed. */
export class ProcessTable {
  /** Contains the drill's data and logs. */
  readonly folder: string;
  /** Whether the drill has ended, so that no more processes may start. */
  isClosed = false;
  private readonly running = new Map<ChildProcess, Command>();
  private readonly reaper: ChildProcess;

  /** @param keep keeps the folder, so that the logs can be read afterwards */
  constructor(private readonly keep: boolean) {
    this.folder = mkdtempSync(join(tmpdir(), "redoubt-drill-"));
    // A process that runs as another user (PostgreSQL, when the drill runs as root) must reach its files in this folder.
    chmodSync(this.folder, 0o711);
    mkdirSync(join(this.folder, "logs"));
    this.reaper = spawn(process.execPath, scriptArguments(join(__dirname, "reaper")), {
      stdio: ["pipe", "ignore", "ignore"],
      detached: true,
    });
    // The pipe breaks only when the reaper is killed; the drill ends its processes itself in any case.
    this.reaper.stdin?.on("error", () => undefined);
    if (!keep) this.notifyReaper(`folder ${this.folder}`);
  }

  /** Starts a process in its own process group, so that Ctrl-C reaches only the drill, which then ends the processes in order. */
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
      if (child.pid !== undefined) this.notifyReaper(`ended ${receiver(child.pid, command)}`);
    });
    // A file that cannot be executed causes an error event and no exit event.
    child.once("error", () => this.running.delete(child));
    if (child.pid !== undefined) this.notifyReaper(`started ${receiver(child.pid, command)} ${command.endSignal}`);
    return child;
  }

  /** The log file of the process with this name. */
  logOf(name: string): string {
    return join(this.folder, "logs", `${name}.log`);
  }

  /** Ends a process at once and waits for its exit. */
  async kill(child: ChildProcess): Promise<void> {
    const command = this.running.get(child);
    if (command === undefined) return;
    const exited = once(child, "exit");
    if (child.pid !== undefined) sendSignal(receiver(child.pid, command), command.endSignal);
    await exited;
  }

  /** Ends all processes, removes the folder and stops the reaper. */
  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all([...this.running.keys()].map((child) => this.kill(child)));
    if (!this.keep) rmSync(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    const reaperExit = this.reaper.exitCode === null ? once(this.reaper, "exit") : undefined;
    this.reaper.stdin?.end();
    await reaperExit;
  }

  private notifyReaper(line: string): void {
    this.reaper.stdin?.write(`${line}\n`);
  }
}

/** What `kill` takes: a process, or the negative number of its group, which it leads. */
function receiver(pid: number, { endGroup = false }: Command): number {
  return endGroup ? -pid : pid;
}

function sendSignal(to: number, signal: NodeJS.Signals): void {
  try {
    process.kill(to, signal);
  } catch {
    // It has ended, and its exit event follows.
  }
}
