import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { temporaryFolder } from "./temporary-folder";

/** The behaviour of one command of the fake CLI. */
export interface Answer {
  readonly events?: readonly object[];
  readonly stdout?: string;
  readonly stderr?: string;
  readonly code?: number;
  /** Runs until it is interrupted. */
  readonly hold?: boolean;
  /** Keeps writing until its parent has exited, then logs whether it could still write. */
  readonly outlive?: boolean;
}

export interface Fake {
  /** Answers by command and stack, such as "up prod". Other commands succeed without output. */
  readonly answers?: Readonly<Record<string, Answer>>;
  /** Number of resources by stack, for `stack ls`. */
  readonly stacks?: Readonly<Record<string, number>>;
  readonly version?: string;
}

/** A version that writes its events to a file, so that the fake needs no gRPC. */
const FILE_EVENTS_VERSION = "v3.200.0";

const script = `#!${process.execPath}
const fs = require("node:fs");
const fake = JSON.parse(fs.readFileSync(__filename + ".json", "utf8"));
const args = process.argv.slice(2).filter((arg) => arg !== "--non-interactive");
const after = (flag) => args[args.indexOf(flag) + 1];
const stack = args.includes("--stack") ? after("--stack") : args[2];
const command = args[0] === "stack" && args[1] ? "stack " + args[1] : args[0];
fs.appendFileSync(__filename + ".log", command + " " + (stack ?? "") + "\\n");
for (const flag of ["--policy-pack", "--policy-pack-config", "--exclude"]) {
  if (args.includes(flag)) fs.appendFileSync(__filename + ".log", flag + " " + after(flag) + "\\n");
}
const usual = {
  version: { stdout: fake.version },
  "stack ls": { stdout: JSON.stringify(Object.entries(fake.stacks ?? {}).map(([name, resourceCount]) => ({ name, current: false, updateInProgress: false, resourceCount }))) },
  "stack select": stack in (fake.stacks ?? {}) ? {} : { code: 1, stderr: "error: no stack named '" + stack + "' found" },
  "stack output": { stdout: JSON.stringify({ url: "https://example.com", password: args.includes("--show-secrets") ? "open sesame" : "[secret]" }) },
  "stack history": { stdout: JSON.stringify([{ kind: "update", startTime: "2026-01-02T03:04:05.000Z", message: "", environment: {}, config: {}, result: "succeeded" }]) },
  "stack export": { stdout: JSON.stringify({ version: 3, deployment: { pending_operations: [{}] } }) },
};
const answer = fake.answers?.[command + " " + stack] ?? fake.answers?.[command] ?? usual[command] ?? {};
if (args.includes("--event-log")) fs.writeFileSync(after("--event-log"), (answer.events ?? []).map((event) => JSON.stringify(event) + "\\n").join(""));
if (answer.stdout) process.stdout.write(answer.stdout);
if (answer.stderr) process.stderr.write(answer.stderr);
if (answer.outlive) {
  const parent = process.ppid;
  const timer = setInterval(() => process.stdout.write("still here\\n", (error) => {
    if (error || process.ppid === parent) return;
    fs.appendFileSync(__filename + ".log", "outlived\\n");
    clearInterval(timer);
  }), 20);
  fs.appendFileSync(__filename + ".log", "running\\n");
} else if (answer.hold) {
  const timer = setInterval(() => undefined, 1000);
  process.on("SIGINT", () => { fs.appendFileSync(__filename + ".log", "interrupted\\n"); clearInterval(timer); process.exitCode = 1; });
  fs.appendFileSync(__filename + ".log", "held\\n");
} else process.exitCode = answer.code ?? 0;
`;

/**
 * Waits until the fake has logged a line.
 * @throws Error after 30 seconds
 */
export async function logged(commands: () => string[], line: string): Promise<void> {
  for (const end = performance.now() + 30_000; performance.now() < end; await setImmediate()) {
    if (commands().includes(line)) return;
  }
  throw new Error(`the fake Pulumi never logged ${line}, but ${commands().join(", ")}`);
}

/** Runs with a fake Pulumi CLI on PATH, which answers as configured and runs no program. */
export async function withFakePulumi<T>(fake: Fake, run: (commands: () => string[]) => Promise<T>): Promise<T> {
  const folder = temporaryFolder("pulumi-fake");
  const file = join(folder, "pulumi");
  writeFileSync(file, script);
  chmodSync(file, 0o755);
  writeFileSync(`${file}.json`, JSON.stringify({ version: FILE_EVENTS_VERSION, ...fake }));
  writeFileSync(`${file}.log`, "");
  const { PATH } = process.env;
  process.env.PATH = `${folder}${delimiter}${PATH}`;
  try {
    return await run(() => readFileSync(`${file}.log`, "utf8").trim().split("\n"));
  } finally {
    process.env.PATH = PATH;
  }
}
