import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { LEASE_AGENT_CONTAINER } from "../../../../failover/lease-agent/container";
import { LeaseTable } from "./lease-table";
import { agentEnvironment, endGroup, skipWithoutPython } from "./python";

const SOURCES = join(__dirname, "../../../../failover/lease-agent");
/** Instructions of the Dockerfile, without comments. */
const INSTRUCTIONS = readFileSync(join(SOURCES, "Dockerfile"), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => /^(\S+) (.*)$/.exec(line)?.slice(1) ?? [line, ""]);
const argumentsOf = (instruction: string) =>
  INSTRUCTIONS.filter(([name]) => name === instruction).map(([, value]) => value);
const argumentOf = (instruction: string) => argumentsOf(instruction)[0] ?? "";

/** No container engine runs here, so the image is not built: its files run in a folder with the image's layout. */
describe("image of the lease agent", () => {
  const root = mkdtempSync(join(tmpdir(), "redoubt-test-"));
  const folder = join(root, argumentOf("WORKDIR"));
  const inImage = (command: readonly string[]) =>
    command.map((word) => (word.startsWith(argumentOf("WORKDIR")) ? join(root, word) : word));
  const entryPoint = inImage(JSON.parse(argumentOf("ENTRYPOINT")));
  const healthCheck = inImage(LEASE_AGENT_CONTAINER.healthCommand.slice(1));
  const files = argumentOf("COPY").split(" ").slice(0, -1);
  const [, version = ""] = /python:(\d+\.\d+)-/.exec(argumentOf("FROM")) ?? [];
  const table = new LeaseTable();
  let environment: Record<string, string | undefined> | undefined;
  let agent: ChildProcess | undefined;

  before(async function () {
    mkdirSync(folder, { recursive: true });
    skipWithoutPython.call(this);
    for (const file of files) {
      copyFileSync(join(SOURCES, file), join(folder, file));
      chmodSync(join(folder, file), 0o444);
    }
    // The task definition makes the root file system read-only.
    chmodSync(folder, 0o555);
    chmodSync(root, 0o755);
    const ENV = argumentsOf("ENV").map((assignment) => assignment?.split("=") as [string, string]);
    environment = {
      ...Object.fromEntries(ENV),
      ...LEASE_AGENT_CONTAINER.environment,
      ...(await agentEnvironment(table)),
    };
  });
  after(async () => {
    endGroup(agent);
    if (environment) await table.stop();
    chmodSync(folder, 0o755);
    rmSync(root, { recursive: true });
  });

  it("has a base image of the public ECR gallery with a version of Python, and copies files that exist", () => {
    expect(argumentOf("FROM")).to.match(/^public\.ecr\.aws\/docker\/library\/python:\d+\.\d+-alpine$/);
    expect(INSTRUCTIONS.map(([name]) => name)).to.deep.equal(["FROM", "ENV", "WORKDIR", "COPY", "ENTRYPOINT"]);
    expect(argumentOf("COPY")).to.match(/ \.\/$/);
    expect(readdirSync(SOURCES)).to.include.members(files);
  });

  it("starts what the task definition's health check calls, as root", () => {
    expect(entryPoint).to.deep.equal(["python3", join(folder, "task.py")]);
    expect(healthCheck).to.deep.equal([...entryPoint, "healthy"]);
    // Only root may end the processes of other users, with the one capability that the task definition leaves.
    expect(argumentsOf("USER")).to.deep.equal([]);
    expect(LEASE_AGENT_CONTAINER.capabilitiesDropped).not.to.include("KILL");
  });

  it("enforces the lease with its own files, the container's privileges and Python's standard library", async () => {
    const python = interpreter(version);
    // -S: without packages outside the standard library, which the image does not have either.
    const run = ([, ...args]: readonly string[]) => [...restricted(), python, "-S", ...args] as [string, ...string[]];
    // Not in a blocking call, because the lease table answers in this process.
    const isHealthy = async () => {
      const [command, ...args] = run(healthCheck);
      const check = spawn(command, args, { cwd: folder, env: environment, stdio: "ignore" });
      const [exitCode] = await once(check, "exit");
      return exitCode === 0;
    };
    expect(await isHealthy()).to.equal(false);
    table.holds("east", 4);
    const [command, ...args] = run(entryPoint);
    agent = spawn(command, args, {
      cwd: folder,
      env: environment,
      stdio: ["ignore", "ignore", "pipe"],
      detached: true,
    });
    let printed = "";
    agent.stderr?.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
    for (let attempt = 0; attempt < 100 && !(await isHealthy()); attempt++) await sleep(100);
    expect(await isHealthy(), printed).to.equal(true);
    table.holds("west", 5, "held");
    Object.assign(table.lease ?? {}, { lastWriter: { S: "east" } });
    expect(await once(agent, "exit")).to.deep.equal([1, null]);
    expect(printed).to.include("the task ends: ");
    expect(await isHealthy()).to.equal(false);
    expect(readdirSync(folder).sort()).to.deep.equal([...files].sort());
  });
});

/** The version of Python that the image has, or the one of this machine. */
function interpreter(version: string): string {
  const named = `python${version}`;
  if (spawnSync(named, ["--version"]).status === 0) return named;
  process.stdout.write(`      with python3: there is no ${named} on this machine\n`);
  return "python3";
}

/** A command that leaves root the one capability of the container; other users have none. */
function restricted(): string[] {
  if (process.getuid?.() !== 0) return [];
  const command = ["setpriv", "--bounding-set=-all,+kill", "--inh-caps=-all", "--no-new-privs"];
  const [name = "", ...args] = command;
  return spawnSync(name, [...args, "true"]).status === 0 ? command : [];
}
