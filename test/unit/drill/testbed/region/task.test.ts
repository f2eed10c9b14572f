import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { LoopbackHosts } from "../../../../../drill/testbed/hosts/loopback-hosts";
import { ProcessTable } from "../../../../../drill/testbed/processes/process-table";
import { Task } from "../../../../../drill/testbed/region/task";
import { runs } from "../../../../support/process-running";

/** Healthy while the file OPEN exists, and ends when it is removed after that; it has a child, as the deployed one. */
const AGENT = `
if [ "$1" = healthy ]; then test -e "$OPEN"; exit; fi
sleep 86400 & echo "$!" > "$OPEN.child"
while ! [ -e "$OPEN" ]; do sleep 0.05; done
while [ -e "$OPEN" ]; do sleep 0.05; done
kill %1
`;
const APPLICATION = `
require("node:http").createServer((request, response) => response.end()).listen(Number(process.env.PORT), process.env.HOST);
`;

describe("Task", () => {
  const folder = mkdtempSync(join(tmpdir(), "redoubt-test-"));
  const open = join(folder, "open");
  const agent = join(folder, "agent.sh");
  writeFileSync(agent, AGENT);
  let processes: ProcessTable;

  beforeEach(() => {
    processes = new ProcessTable(false);
  });
  afterEach(async () => {
    await processes.close();
    rmSync(open, { force: true });
  });
  after(() => rmSync(folder, { recursive: true }));

  const start = () =>
    Task.start(
      "task",
      {
        compute: "fargate",
        processes,
        hosts: new LoopbackHosts("tasks"),
        leaseAgent: { kind: "deployed", file: "sh", arguments: [agent] },
        application: { file: process.execPath, arguments: ["-e", APPLICATION] },
      },
      { application: {}, leaseAgent: { OPEN: open } },
    );
  const answers = async ({ address: { host, port } }: Task) =>
    fetch(`http://${host}:${port}/`).then(
      () => true,
      () => false,
    );
  const until = async (condition: () => boolean | Promise<boolean>) => {
    while (!(await condition())) await sleep(20);
  };

  it("starts its application when its agent is healthy, ends it with the agent, and is replaced", async () => {
    const task = await start();
    await until(() => existsSync(processes.logOf("task-agent")));
    expect(existsSync(processes.logOf("task-application"))).to.equal(false);
    writeFileSync(open, "");
    expect(await task.answers("/")).to.equal(true);
    rmSync(open);
    await until(async () => !(await answers(task)));
    writeFileSync(open, "");
    expect(await task.answers("/")).to.equal(true);
    await task.kill();
    expect(await answers(task)).to.equal(false);
    expect(await task.answers("/")).to.equal(false);
  });

  it("ends with the drill, with the agent's child and before the agent is healthy, and is not replaced", async () => {
    const task = await start();
    await until(() => existsSync(`${open}.child`));
    await processes.close();
    expect(await task.answers("/")).to.equal(false);
    const pid = Number(readFileSync(`${open}.child`, "utf8"));
    await until(() => !runs(pid));
  });
});
