import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Host, Hosts } from "./host";
import { LOOPBACK } from "./loopback-hosts";
import { PathProxy } from "./path-proxy";

/** The database's subnet in the agent's environment. */
const DATABASE_CIDR = `${LOOPBACK}/32`;

/** Answers the agent's calls of `ip route` by the file that closes the proxy. */
const IP = `#!/bin/sh
case "$*" in
  *" route show "*) if [ -e "$PATH_CLOSED_FILE" ]; then echo '[{"dst":"'"$DATABASE_CIDRS"'"}]'; else echo '[]'; fi ;;
  "route replace unreachable "*) : > "$PATH_CLOSED_FILE" ;;
  "route del unreachable "*) rm "$PATH_CLOSED_FILE" ;;
  *) echo "ip $*: not expected" >&2; exit 1 ;;
esac
`;

/** The proxy itself ends the connections when it is closed. */
const SS = "#!/bin/sh\n";

/**
 * Instances on the loopback interface that reach their database through a proxy each. The lease agent opens and closes the proxy by
 * the commands with which it sets routes on AWS.
 */
export class ProxyHosts implements Hosts {
  readonly enforcement = "proxies";
  private readonly commands: string;

  /** @param folder for the stand-ins of the commands and the files that close the proxies */
  constructor(private readonly folder: string) {
    this.commands = join(folder, "commands");
    mkdirSync(this.commands);
    writeFileSync(join(this.commands, "ip"), IP, { mode: 0o755 });
    writeFileSync(join(this.commands, "ss"), SS, { mode: 0o755 });
  }

  async start(name: string, _region: string, databasePort: number): Promise<Host> {
    const closedFile = join(this.folder, `${name}.closed`);
    writeFileSync(closedFile, "");
    const proxy = new PathProxy(closedFile, databasePort);
    const port = await proxy.open();
    return {
      address: LOOPBACK,
      gateway: LOOPBACK,
      database: { host: LOOPBACK, port },
      agentEnvironment: {
        PATH: `${this.commands}${delimiter}${process.env.PATH}`,
        DATABASE_CIDRS: DATABASE_CIDR,
        PATH_CLOSED_FILE: closedFile,
      },
      run: (command) => command,
      close: async () => proxy.close(),
    };
  }
}
