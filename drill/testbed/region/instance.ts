import type { ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import type { ComputeKind } from "../compute-kind";
import type { Host, Hosts } from "../hosts/host";
import type { Address } from "../network/link";
import { freePort } from "../processes/free-port";
import type { Command, ProcessTable } from "../processes/process-table";
import type { LeaseAgentProgram } from "./lease-agent";

/** How often an instance is started when another process takes its port first. */
const ATTEMPTS = 5;

/** What all instances of a drill have in common. */
export interface Machinery {
  readonly compute: ComputeKind;
  readonly processes: ProcessTable;
  readonly hosts: Hosts;
  readonly leaseAgent: LeaseAgentProgram;
  readonly application: Pick<Command, "file" | "arguments">;
}

type Environment = Readonly<Record<string, string>>;

export interface Environments {
  readonly application: Environment;
  readonly leaseAgent: Environment;
}

/** An instance of a region: a host with the application and the lease agent, each as a process. */
export class Instance {
  private constructor(
    /** The application's address. */
    readonly address: Address,
    private readonly processes: ProcessTable,
    private readonly host: Host,
    private readonly children: readonly ChildProcess[],
  ) {}

  /**
   * Starts both processes and resolves when the application answers /healthz.
   * @param environments of the application and of the lease agent
   */
  static async start(
    name: string,
    { processes, leaseAgent, application }: Machinery,
    host: Host,
    environments: Environments,
  ): Promise<Instance> {
    for (let attempt = 1; ; attempt++) {
      const [port, agentPort] = [await freePort(), await freePort()];
      const run = (part: string, program: Pick<Command, "file" | "arguments">, own: Environment) => {
        const environment = { ...process.env, ...own };
        return processes.start(host.run({ ...program, name: `${name}-${part}`, environment, endSignal: "SIGKILL" }));
      };
      const agentEnvironment = { ...environments.leaseAgent, ...host.agentEnvironment, LEASE_PORT: String(agentPort) };
      const children = [
        run("agent", leaseAgent, agentEnvironment),
        run("application", application, {
          ...environments.application,
          HOST: host.address,
          PORT: String(port),
          WRITABLE_URL: `http://127.0.0.1:${agentPort}/writable`,
        }),
      ];
      const instance = new Instance({ host: host.address, port }, processes, host, children);
      if (await instance.answers("/healthz")) return instance;
      await instance.killProcesses();
      if (attempt === ATTEMPTS) {
        await host.close();
        throw new Error(`instance ${name} does not start; see ${processes.logOf(name)}`);
      }
    }
  }

  async kill(): Promise<void> {
    await this.killProcesses();
    await this.host.close();
  }

  /** Waits until the path answers 200; false when a process of the instance has ended. */
  answers(path: string): Promise<boolean> {
    const isRunning = () => this.children.every((child) => child.exitCode === null && child.signalCode === null);
    return untilAnswered(this.address, path, isRunning);
  }

  private async killProcesses(): Promise<void> {
    await Promise.all(this.children.map((child) => this.processes.kill(child)));
  }
}

/** Waits until the path answers 200; false when what should answer has ended. */
export async function untilAnswered({ host, port }: Address, path: string, isRunning: () => boolean): Promise<boolean> {
  while (isRunning()) {
    const status = await fetch(`http://${host}:${port}${path}`, { signal: AbortSignal.timeout(1000) }).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) return true;
    await sleep(50);
  }
  return false;
}
