import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readlinkSync } from "node:fs";

/** The network namespace from which the command was run again. */
const OUTSIDE = "REDOUBT_DRILL_OUTSIDE";

/** Tries everything that the drill and the lease agent do in a network namespace. */
const PROBE = `
ip link set lo up
unshare --net sleep 60 &
trap "kill $!" EXIT
until [ "$(readlink /proc/$!/ns/net)" != "$(readlink /proc/self/ns/net)" ]; do :; done
ip link add probe0 type veth peer name probe1 netns $!
nsenter --target $! --net sh -ec '
  echo 2 > /proc/sys/net/ipv4/conf/all/rp_filter
  ip route replace unreachable 192.0.2.0/24
  ss -K -H -t dst 192.0.2.0/24'
`;

/** The arguments of unshare: an ordinary user needs a user namespace as well, and keeps its user id. */
function unshareArguments(): string[] {
  return process.getuid?.() === 0 ? ["--net"] : ["--map-current-user", "--keep-caps", "--net"];
}

/** Whether this process runs in a network namespace that `runInOwnNetwork` made. */
export function hasOwnNetwork(): boolean {
  const outside = process.env[OUTSIDE];
  return outside !== undefined && outside !== readlinkSync("/proc/self/ns/net");
}

/** Why a network namespace cannot be used here; undefined where it can. */
export function whyNoOwnNetwork(): string | undefined {
  if (process.platform !== "linux") return `${process.platform} has no network namespaces`;
  const { status, stderr, error } = spawnSync("unshare", [...unshareArguments(), "sh", "-ec", PROBE], {
    encoding: "utf8",
    timeout: 10_000,
  });
  if (status === 0) return undefined;
  const reason = error?.message ?? stderr.trim().split("\n")[0];
  return `network namespaces do not work here (${reason || `status ${status}`})`;
}

/**
 * Runs this command again in a network namespace of its own and returns its exit code. The kernel removes the namespace, with all
 * interfaces and routes in it, when its last process has ended. Drills that run at the same time share nothing.
 */
export async function runInOwnNetwork(): Promise<number> {
  const command = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  const child = spawn(
    "unshare",
    [...unshareArguments(), "sh", "-ec", 'ip link set lo up; exec "$@"', "sh", ...command],
    {
      // The channel closes when this process is killed; the drill then ends itself.
      stdio: ["inherit", "inherit", "inherit", "ipc"],
      env: { ...process.env, [OUTSIDE]: readlinkSync("/proc/self/ns/net") },
      // Ctrl-C reaches only this process, which passes it on, so that the drill gets one signal and not two.
      detached: true,
    },
  );
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => child.kill(signal));
  const [code] = (await once(child, "exit")) as [number | null];
  return code ?? 1;
}
