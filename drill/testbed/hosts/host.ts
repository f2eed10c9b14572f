import type { Address } from "../network/link";
import type { Command } from "../processes/process-table";

/**
 * What closes the path to the database when a region's lease has ended.
 * network namespaces: the lease agent as deployed, by the kernel's routes, reverse-path filtering and `ss -K`; each instance has a
 * network namespace of its own. proxies: the same agent with stand-ins for `ip` and `ss` that close a proxy. tasks: the lease agent ends
 * the task, and with it the application. none: nothing; the application must ask the lease agent itself.
 */
export type Enforcement = "network namespaces" | "proxies" | "tasks" | "none";

/** The machine of one instance. */
export interface Host {
  /** IP address of the instance for the testbed. */
  readonly address: string;
  /** IP address of the testbed for the instance. */
  readonly gateway: string;
  /** Where the instance reaches its region's database. */
  readonly database: Address;
  /** What the lease agent needs to close the path to the database. The path is closed when the host starts. */
  readonly agentEnvironment: Readonly<Record<string, string>>;
  /** The same command, run on this host. */
  run(command: Command): Command;
  /** Removes the host after its processes have ended. */
  close(): Promise<void>;
}

/** Starts the machines of instances. */
export interface Hosts {
  readonly enforcement: Enforcement;
  /** @param databasePort the port of the region's link to its database */
  start(name: string, region: string, databasePort: number): Promise<Host>;
}
