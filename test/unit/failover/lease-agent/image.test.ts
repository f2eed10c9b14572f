import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { LEASE_AGENT_CONTAINER } from "../../../../failover/lease-agent/container";
import { skipWithoutPython } from "./python";

const SOURCES = join(__dirname, "../../../../failover/lease-agent");

/** No container engine runs here, so the image is not built: its files run in a folder of their own. */
describe("image of the lease agent", () => {
  before(skipWithoutPython);

  const text = readFileSync(join(SOURCES, "Dockerfile"), "utf8");
  const line = (instruction: string) => new RegExp(`^${instruction} (.+)$`, "m").exec(text)?.[1] ?? "";

  it("has every module that the agent of a task imports, and no other file is needed", () => {
    const files = line("COPY").split(" ");
    expect(files.pop()).to.equal("./");
    const folder = mkdtempSync(join(tmpdir(), "redoubt-test-"));
    try {
      for (const file of files) copyFileSync(join(SOURCES, file), join(folder, file));
      const run = (...args: string[]) =>
        spawnSync("python3", ["-I", "-B", "-c", STARTER, join(folder, "task.py"), ...args], {
          encoding: "utf8",
          env: {},
        });
      // Started with the image's files alone, it reads its environment, and nobody listens for the health check.
      expect(run("run").stderr).to.match(/KeyError: 'REGION'/);
      expect(run("healthy").stderr).to.match(/ConnectionRefusedError/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("starts what the task definition's health check calls, as root", () => {
    const entry = JSON.parse(line("ENTRYPOINT")) as string[];
    expect(entry).to.deep.equal(["python3", `${line("WORKDIR")}/task.py`]);
    expect(LEASE_AGENT_CONTAINER.healthCommand).to.deep.equal(["CMD", ...entry, "healthy"]);
    // Only root may end the processes of other users, with the one capability that the task definition leaves.
    expect(line("USER")).to.equal("");
    expect(LEASE_AGENT_CONTAINER.capabilitiesDropped).not.to.include("KILL");
  });
});

/** Isolated mode leaves out the script's own folder, which the image has as its working directory. */
const STARTER = `
import runpy, sys, os
sys.argv = sys.argv[1:]
sys.path.insert(0, os.path.dirname(sys.argv[0]))
runpy.run_path(sys.argv[0], run_name="__main__")
`;
