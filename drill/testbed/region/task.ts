import { type ChildProcess, execFile } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { LOOPBACK } from "../hosts/loopback-hosts";
import type { Address } from "../network/link";
import { freePort } from "../processes/free-port";
import type { Command, ProcessTable } from "../processes/process-table";
import { type Environments, type Machinery, untilAnswered } from "./instance";

const run = promisify(execFile);

/** Interval of the agent's health check, in milliseconds: the shortest that ECS takes, 5 s, at the drill's scale. */
const HEALTH_INTERVAL = 1000;
/** Pause before a task that ended is replaced, in milliseconds. */
const RESTART_PAUSE = 1000;

/**
 * A place of an ECS service: one task after the other, each with the lease agent and the application as processes. Both are essential, and
 * the application depends on the agent being healthy. This class does what ECS does with such a task (Amazon ECS Developer Guide,
 * "Container definition parameters": essential, dependsOn); the lease agent is the deployed one.
 */
export class Task {
  private readonly children = new Set<ChildProcess>();
  private readonly stopping = new AbortController();
  private readonly ended: Promise<void>;

  private constructor(
    /** The application's address, which its successors keep. */
    readonly address: Address,
    private readonly processes: ProcessTable,
    private readonly agent: Command,
    private readonly application: Command,
  ) {
    this.ended = this.keepRunning();
  }

  /**
   * Starts the first task. Does not wait for its application, which does not start while the region may not use its database.
   * @param environments of the application and of the lease agent
   */
  static async start(name: string, machinery: Machinery, environments: Environments): Promise<Task> {
    const { application, leaseAgent, processes } = machinery;
    const [port, agentPort] = [await freePort(), await freePort()];
    const own = { HOST: LOOPBACK, PORT: String(port), WRITABLE_URL: `http://${LOOPBACK}:${agentPort}/writable` };
    return new Task(
      { host: LOOPBACK, port },
      processes,
      {
        ...leaseAgent,
        name: `${name}-agent`,
        environment: { ...process.env, ...environments.leaseAgent, LEASE_PORT: String(agentPort) },
        endSignal: "SIGKILL",
        // The agent of a task is a supervisor with a child.
        endGroup: true,
      },
      {
        ...application,
        name: `${name}-application`,
        environment: { ...process.env, ...environments.application, ...own },
        endSignal: "SIGKILL",
      },
    );
  }

  /** Ends the task; no other one follows. */
  async kill(): Promise<void> {
    this.stopping.abort();
    await this.endContainers();
    await this.ended;
  }

  /** Waits until the path answers 200; false when the task was ended. */
  answers(path: string): Promise<boolean> {
    return untilAnswered(this.address, path, () => !this.isOver);
  }

  private get isOver(): boolean {
    return this.stopping.signal.aborted || this.processes.isClosed;
  }

  private async keepRunning(): Promise<void> {
    const { signal } = this.stopping;
    while (!this.isOver) {
      await this.runTask();
      await sleep(RESTART_PAUSE, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Runs one task until one of its containers ends, and then ends the other. */
  private async runTask(): Promise<void> {
    const agent = this.startContainer(this.agent);
    const exits = [once(agent, "exit")];
    if (await this.untilHealthy(agent)) exits.push(once(this.startContainer(this.application), "exit"));
    await Promise.race(exits).catch(() => undefined);
    await this.endContainers();
  }

  private startContainer(command: Command): ChildProcess {
    const child = this.processes.start(command);
    this.children.add(child);
    child.once("exit", () => this.children.delete(child));
    return child;
  }

  private async endContainers(): Promise<void> {
    await Promise.all([...this.children].map((child) => this.processes.kill(child)));
  }

  /** Calls the agent's health check until it succeeds; false when the agent has ended. */
  private async untilHealthy(agent: ChildProcess): Promise<boolean> {
    const { file, arguments: agentArguments, environment } = this.agent;
    while (agent.exitCode === null && agent.signalCode === null) {
      const healthy = await run(file, [...agentArguments, "healthy"], { env: environment }).then(
        () => true,
        () => false,
      );
      if (healthy) return !this.isOver;
      await sleep(HEALTH_INTERVAL, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
    return false;
  }
}
