import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { ProcessTable } from "../../../../../drill/testbed/processes/process-table";
import { runs } from "../../../../support/process-running";

const forever = ["-e", "setInterval(() => {}, 1000)"];

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(20);
}

describe("ProcessTable", () => {
  it("ends its processes and removes its folder on close", async () => {
    const table = new ProcessTable(false);
    const command = { file: process.execPath, arguments: forever, endSignal: "SIGKILL" } as const;
    const [first, second] = [table.start({ ...command, name: "one" }), table.start({ ...command, name: "two" })];
    await table.kill(first);
    await table.kill(first);
    expect(first.signalCode).to.equal("SIGKILL");
    await table.close();
    expect(second.signalCode).to.equal("SIGKILL");
    expect(existsSync(table.folder)).to.equal(false);
  });

  it("ignores processes that could not be started", async () => {
    const table = new ProcessTable(true);
    const child = table.start({ name: "none", file: "/nowhere/nothing", arguments: [], endSignal: "SIGKILL" });
    await once(child, "error");
    await table.close();
    expect(existsSync(table.folder)).to.equal(true);
    rmSync(table.folder, { recursive: true });
  });

  it("has its processes and folder removed by the reaper when the drill is killed", async () => {
    const parent = mkdtempSync(join(tmpdir(), "redoubt-test-"));
    const script = join(parent, "drill.js");
    const module = JSON.stringify(join(__dirname, "../../../../../drill/testbed/processes/process-table"));
    writeFileSync(
      script,
      `const { ProcessTable } = require(${module});
const table = new ProcessTable(false);
const child = table.start({ name: "one", file: process.execPath, arguments: ${JSON.stringify(forever)}, endSignal: "SIGKILL" });
console.log(JSON.stringify({ pid: child.pid, folder: table.folder }));`,
    );
    const drill = spawn(process.execPath, ["--require", require.resolve("tsx/cjs"), script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = await once(createInterface({ input: drill.stdout }), "line");
    const { pid, folder } = JSON.parse(String(line)) as { pid: number; folder: string };
    expect(runs(pid)).to.equal(true);
    drill.kill("SIGKILL");
    await until(() => !runs(pid) && !existsSync(folder));
    rmSync(parent, { recursive: true });
  });
});
