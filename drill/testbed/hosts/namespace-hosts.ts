import { type ChildProcess, execFile } from "node:child_process";
import { existsSync, readlinkSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import type { Command, ProcessTable } from "../processes/process-table";
import { REGIONS } from "../topology";
import type { Host, Hosts } from "./host";

const run = promisify(execFile);

/**
 * Joins an instance's namespace to the testbed's by a pair of interfaces. The database has an address in a subnet of its own, as in
 * a VPC. Arguments: the instance's number, the process in its namespace, the database's address.
 */
const JOIN = `
ip link add "host$1" type veth peer name eth0 netns "$2"
ip addr add "10.77.$1.1/24" dev "host$1"
ip link set "host$1" up
ip addr replace "$3/32" dev lo
nsenter --target "$2" --net sh -ec '
  ip link set lo up
  ip addr add "10.77.$1.2/24" dev eth0
  ip link set eth0 up
  ip route add default via "10.77.$1.1"' sh "$1"
`;

/** Instances in network namespaces of their own, below the drill's own network namespace; see own-network.ts. */
export class NamespaceHosts implements Hosts {
  readonly enforcement = "network namespaces";
  private started = 0;

  /** @param agent the lease agent, which closes the path before anything else runs on the host */
  constructor(
    private readonly processes: ProcessTable,
    private readonly agent: Pick<Command, "file" | "arguments">,
  ) {}

  async start(name: string, region: string, port: number): Promise<Host> {
    const number = String(++this.started);
    const subnet = `10.88.${(REGIONS as readonly string[]).indexOf(region)}`;
    const database = { host: `${subnet}.1`, port };
    const agentEnvironment = { DATABASE_CIDRS: `${subnet}.0/24` };
    // The namespace lasts as long as a process in it.
    const namespace = this.processes.start({
      name: `${name}-namespace`,
      file: "unshare",
      arguments: ["--net", "sleep", "86400"],
      endSignal: "SIGKILL",
    });
    await separated(namespace);
    const pid = String(namespace.pid);
    await run("sh", ["-ec", JOIN, "sh", number, pid, database.host]);
    const inside = ["--target", pid, "--net"];
    await run("nsenter", [...inside, this.agent.file, ...this.agent.arguments, "close"], {
      env: { ...process.env, ...agentEnvironment },
    });
    return {
      address: `10.77.${number}.2`,
      gateway: `10.77.${number}.1`,
      database,
      agentEnvironment,
      run: (command) => ({ ...command, file: "nsenter", arguments: [...inside, command.file, ...command.arguments] }),
      close: () => this.processes.kill(namespace),
    };
  }
}

/** Waits until the process has a network namespace of its own. */
async function separated(child: ChildProcess): Promise<void> {
  const path = `/proc/${child.pid}/ns/net`;
  const own = readlinkSync("/proc/self/ns/net");
  while (child.exitCode === null && existsSync(path) && readlinkSync(path) === own) await sleep(5);
  if (child.exitCode !== null || child.pid === undefined) throw new Error("unshare --net failed");
}
