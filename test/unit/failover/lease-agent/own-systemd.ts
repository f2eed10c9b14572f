import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { temporaryFolder } from "../../../support/temporary-folder";

const SYSTEMD = "/usr/lib/systemd/systemd";

/**
 * Starts systemd as the first process of namespaces of its own. The host's files are read-only; /etc is a copy, and /opt, /run and /tmp
 * are empty. Only the units in /etc/systemd/system exist: those of the host, such as the one that empties /tmp, must not run.
 */
const BOOT = `
set -e
mount --make-rprivate /
mount --bind "$1" /mnt
mount -t tmpfs tmpfs /opt
cp -a /etc /opt/etc
rm -rf /opt/etc/systemd/system && mkdir -p /opt/etc/systemd/system /opt/etc/redoubt
cp /mnt/units/* /opt/etc/systemd/system
mount --bind /opt/etc /etc
for folder in /opt /run /tmp; do mount -t tmpfs tmpfs $folder; done
mount -o remount,bind,ro /
ip link set lo up
exec ${SYSTEMD} --system --unit=base.target --log-target=console
`;

/** Targets that a service depends on by default, without any unit in them. */
const TARGETS = ["sysinit", "basic", "base", "multi-user", "network-online", "network-pre", "local-fs", "shutdown"];

/** A systemd of the test's own, in which the lease agent's units run as on an instance. */
export class OwnSystemd {
  private readonly folder = temporaryFolder("systemd");
  private namespaces: ChildProcess | undefined;

  /** Why it cannot run here; undefined if it can. */
  static unavailable(): string | undefined {
    if (!existsSync(SYSTEMD)) return "there is no systemd on this machine";
    // The host's systemd must not share its control groups with another one.
    if (existsSync("/run/systemd/system")) return "systemd runs this machine";
    const able = spawnSync("unshare", ["--pid", "--fork", "--mount", "--net", "mount", "--make-rprivate", "/"]);
    return able.status === 0 && existsSync("/usr/bin/python3") ? undefined : "no namespaces, or no /usr/bin/python3";
  }

  /**
   * Boots.
   * @param units services beside those that the test installs, by file name
   */
  async start(units: Readonly<Record<string, string>>): Promise<void> {
    const own = join(this.folder, "units");
    mkdirSync(own);
    for (const name of TARGETS) writeFileSync(join(own, `${name}.target`), "[Unit]\nDefaultDependencies=no\n");
    for (const [name, text] of Object.entries(units)) writeFileSync(join(own, name), text);
    const flags = ["--pid", "--fork", "--kill-child", "--mount", "--mount-proc", "--net", "--uts", "--ipc", "--cgroup"];
    // Ended with this process, also when that is killed.
    this.namespaces = spawn("setpriv", ["--pdeathsig=KILL", "unshare", ...flags, "sh", "-c", BOOT, "sh", this.folder], {
      env: { PATH: process.env.PATH, container: "test", SYSTEMD_UNIT_PATH: "/etc/systemd/system" },
      stdio: "ignore",
    });
    await this.until(() => {
      if (this.namespaces?.exitCode !== null) throw new Error("systemd has ended");
      return this.first() !== undefined && this.systemctl("is-active", "base.target") === "active";
    });
  }

  /** Writes a file that the namespaces see in /mnt. */
  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }

  /**
   * Runs a shell script inside, and returns what it printed.
   * @throws Error when systemd has ended
   */
  run(script: string): string {
    const first = this.first();
    if (first === undefined) throw new Error("systemd has ended");
    const { stdout } = spawnSync("nsenter", ["--target", first, "--all", "sh", "-c", script], { encoding: "utf8" });
    return (stdout ?? "").trim();
  }

  systemctl(...args: string[]): string {
    return this.run(`systemctl ${args.join(" ")} 2>&1`);
  }

  /** A property of a unit. */
  property(unit: string, name: string): string {
    return this.systemctl("show", "--property", name, "--value", unit);
  }

  /**
   * Waits for what systemd or a unit does.
   * @throws Error when that takes longer than a minute
   */
  async until(condition: () => boolean): Promise<void> {
    const end = performance.now() + 60_000;
    while (!condition()) {
      if (performance.now() > end) throw new Error(`not within a minute: ${condition}`);
      await setTimeout(50);
    }
  }

  stop(): void {
    this.namespaces?.kill("SIGKILL");
  }

  /** The first process inside, as the host numbers it; undefined if there is none. */
  private first(): string | undefined {
    const pid = this.namespaces?.pid ?? 0;
    const children = `/proc/${pid}/task/${pid}/children`;
    return existsSync(children) ? /^\d+/.exec(readFileSync(children, "utf8"))?.[0] : undefined;
  }
}
