import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../processes/free-port";
import type { Command, ProcessTable } from "../processes/process-table";
import { scriptArguments } from "../processes/script";
import type { LeaseAgentProgram } from "./lease-agent";

const APPLICATION = join(__dirname, "../../../examples/ledger/server");
/** How often an instance is started when another process takes its port first. */
const ATTEMPTS = 5;

/** An instance of a region: the application and the lease agent beside it, each as a process. */
export class Instance {
  private constructor(
    /** The application's port. */
    readonly port: number,
    private readonly processes: ProcessTable,
    private readonly children: readonly ChildProcess[],
  ) {}

  /** Starts both processes and resolves when the application answers /healthz. */
  static async start(
    name: string,
    processes: ProcessTable,
    leaseAgent: LeaseAgentProgram,
    environment: Readonly<Record<string, string>>,
  ): Promise<Instance> {
    for (let attempt = 1; ; attempt++) {
      const [port, agentPort] = [await freePort(), await freePort()];
      const run = (part: string, program: Pick<Command, "file" | "arguments">, own: Record<string, string>) =>
        processes.start({
          ...program,
          name: `${name}-${part}`,
          environment: { ...process.env, ...environment, ...own },
          endSignal: "SIGKILL",
        });
      const agent = run("agent", leaseAgent, { LEASE_PORT: String(agentPort) });
      const server = { file: process.execPath, arguments: scriptArguments(APPLICATION) };
      const WRITABLE_URL = `http://127.0.0.1:${agentPort}/writable`;
      const application = run("application", server, { PORT: String(port), WRITABLE_URL });
      const instance = new Instance(port, processes, [agent, application]);
      if (await instance.serves()) return instance;
      await instance.kill();
      if (attempt === ATTEMPTS) throw new Error(`instance ${name} does not start; see ${processes.logOf(name)}`);
    }
  }

  async kill(): Promise<void> {
    await Promise.all(this.children.map((child) => this.processes.kill(child)));
  }

  private async serves(): Promise<boolean> {
    while (this.children.every((child) => child.exitCode === null && child.signalCode === null)) {
      try {
        const answer = await fetch(`http://127.0.0.1:${this.port}/healthz`, { signal: AbortSignal.timeout(1000) });
        if (answer.ok) return true;
      } catch {
        await sleep(50);
      }
    }
    return false;
  }
}
