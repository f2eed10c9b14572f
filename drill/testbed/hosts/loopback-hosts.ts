import type { Enforcement, Host, Hosts } from "./host";

export const LOOPBACK = "127.0.0.1";

/** Instances and tasks on the loopback interface, whose path to the database is always open. */
export class LoopbackHosts implements Hosts {
  constructor(readonly enforcement: Extract<Enforcement, "tasks" | "none"> = "none") {}

  async start(_name: string, _region: string, port: number): Promise<Host> {
    return {
      address: LOOPBACK,
      gateway: LOOPBACK,
      database: { host: LOOPBACK, port },
      agentEnvironment: {},
      run: (command) => command,
      close: async () => undefined,
    };
  }
}
