import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { installLeaseAgent } from "../../../../failover/lease-agent/install";
import { AGENT } from "./python";

describe("installation of the lease agent", () => {
  it("is installed by a shell script that bash accepts and that fits user data", () => {
    const script = installLeaseAgent();
    expect(spawnSync("bash", ["-n"], { input: script }).status).to.equal(0);
    expect(Buffer.byteLength(script)).to.be.below(11 * 1024);
    const modules = [...script.matchAll(/<<'LEASE_AGENT' \| gunzip > (\S+)\n([\s\S]*?)\nLEASE_AGENT\n/g)];
    const installed = modules.map(([, path, encoded]) => {
      const { stdout } = spawnSync("bash", ["-c", "base64 -d | gunzip"], { input: encoded, encoding: "utf8" });
      return [path, stdout];
    });
    const source = (file: string) => readFileSync(join(AGENT, "..", file), "utf8");
    expect(installed).to.deep.equal([
      ["/opt/redoubt/lease-agent.py", source("agent.py")],
      ["/opt/redoubt/aws_requests.py", source("aws_requests.py")],
      ["/opt/redoubt/database_path.py", source("database_path.py")],
    ]);
  });

  it("is installed as the same bytes on every machine, since a changed launch template replaces instances", () => {
    const encoded = /<<'LEASE_AGENT' .*\n([\s\S]*?)\nLEASE_AGENT\n/.exec(installLeaseAgent())?.[1] ?? "";
    const header = [...Buffer.from(encoded, "base64").subarray(0, 10)];
    expect(header).to.deep.equal([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3], "no time, level 9, a fixed operating system");
    expect(installLeaseAgent()).to.equal(installLeaseAgent());
  });

  it("closes the path before it starts and after it ends, at boot, and when the watchdog ends it", () => {
    const script = installLeaseAgent();
    for (const line of [
      "ExecStartPre=+/usr/bin/python3 /opt/redoubt/lease-agent.py close",
      "ExecStopPost=+/usr/bin/python3 /opt/redoubt/lease-agent.py close",
      "WatchdogSignal=SIGKILL",
      "Before=network-pre.target",
      "ManageForeignRoutes=no",
    ]) {
      expect(script).to.include(`\n${line}\n`);
    }
    const seconds = (name: string) => Number(new RegExp(`${name}=(\\d+)`).exec(script)?.[1]);
    // A frozen agent is killed and the path closed before the lease's own end.
    expect(seconds("LEASE_MARGIN_SECONDS")).to.be.greaterThan(seconds("WatchdogSec"));
  });
});
