import { randomInt } from "node:crypto";
import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import { SCENARIOS } from "../../drill/scenarios";
import { COMPUTE_KINDS, type ComputeKind } from "../../drill/testbed/compute-kind";
import { DATABASE_KINDS, type DatabaseKind } from "../../drill/testbed/database-kind";
import { hasOwnNetwork, runInOwnNetwork, whyNoOwnNetwork } from "../../drill/testbed/hosts/own-network";
import { APPLICATIONS, type ApplicationKind } from "../../drill/testbed/region/application-program";
import { UserError } from "../../errors";
import type { LeaseTiming } from "../../failover/protocol/types";

interface DrillFlags {
  readonly all?: boolean;
  readonly seed?: number;
  readonly rate?: number;
  readonly leaseSeconds?: number;
  readonly onSilence?: LeaseTiming["onSilence"];
  readonly application: ApplicationKind;
  readonly compute: ComputeKind;
  readonly database: DatabaseKind;
  readonly enforcement: boolean;
  readonly json?: boolean;
  readonly html: string;
  readonly svg?: string;
  readonly keep?: boolean;
}

const INTERRUPTS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const DEFAULT_SCENARIO = "region-loss";
const SCENARIO_NAMES = SCENARIOS.map(({ name }) => name);

/** `redoubt drill`: runs a disaster scenario on this machine and measures the recovery. */
export function register(program: Command): void {
  program
    .command("drill")
    .description(
      "run a disaster scenario on this machine with real components and the real failover, and measure the recovery",
    )
    .argument("[scenario]", `${SCENARIO_NAMES.join(", ")} (default: "${DEFAULT_SCENARIO}")`)
    .option("--all", "run every scenario, one after the other")
    .option("--seed <number>", "repeat the drill with this seed", wholeNumber)
    .option("--rate <number>", "requests a second", wholeNumber)
    .option(
      "--lease-seconds <number>",
      "how long a region may write after it last read its lease, seconds, 2 or more",
      leaseSeconds,
    )
    .addOption(
      new Option("--on-silence <what>", "what a region does when it reaches no lease region").choices([
        "refuse",
        "serve",
      ]),
    )
    .addOption(
      new Option(
        "--application <kind>",
        "whether the application ignores the lease, so that only the closed path to the database enforces it, or asks for it",
      )
        .choices(APPLICATIONS)
        .default(APPLICATIONS[0]),
    )
    .addOption(
      new Option("--compute <kind>", "what runs the application: instances, or tasks that end with their lease agent")
        .choices(COMPUTE_KINDS)
        .default(COMPUTE_KINDS[0]),
    )
    .addOption(
      new Option("--database <kind>", "the kind of database, of which only the failover's port differs")
        .choices(DATABASE_KINDS)
        .default(DATABASE_KINDS[0]),
    )
    .option("--no-enforcement", "let the lease agent leave the path to the database open, to see what it prevents")
    .option("--json", "print one JSON document to standard output; with --all, an array")
    .option("--html <file>", "the file for the HTML page", ".redoubt/drill.html")
    .option("--svg <file>", "write the timeline as an SVG file")
    .option("--keep", "keep the folder with databases and logs")
    .action(run);
}

async function run(name: string | undefined, flags: DrillFlags): Promise<void> {
  const { drill } = require("../../drill/drill") as typeof import("../../drill/drill");
  const { DEFAULT_SETTINGS } = require("../../drill/testbed/settings") as typeof import("../../drill/testbed/settings");
  const { renderTable } = require("../../drill/table") as typeof import("../../drill/table");
  const { renderPage, renderTimeline } = require("../../drill/page/page") as typeof import("../../drill/page/page");

  if (flags.all && name !== undefined) throw new UserError(`drill: got --all and ${name}; use one of them`);
  const wanted = name ?? DEFAULT_SCENARIO;
  const scenarios = flags.all ? SCENARIOS : SCENARIOS.filter((scenario) => scenario.name === wanted);
  if (scenarios.length === 0) {
    throw new UserError(`drill: no scenario "${wanted}"; use one of ${SCENARIO_NAMES.join(", ")}`);
  }
  for (const [flag, file] of Object.entries({ html: flags.html, svg: flags.svg })) refuseFolder(`--${flag}`, file);
  const enforced = flags.application === "ignores-lease" && flags.enforcement && flags.compute === "instances";
  const ownNetwork = enforced && hasOwnNetwork();
  if (enforced && !ownNetwork) {
    const reason = whyNoOwnNetwork();
    if (reason === undefined) {
      process.exitCode = await runInOwnNetwork();
      return;
    }
    process.stderr.write(`drill: ${reason}; a proxy stands in for routes and sockets\n`);
  }
  const settings = {
    ...DEFAULT_SETTINGS,
    application: flags.application,
    compute: flags.compute,
    database: flags.database,
    enforcement: flags.enforcement,
    seed: flags.seed ?? randomInt(2 ** 31),
    rate: flags.rate ?? DEFAULT_SETTINGS.rate,
    lease: {
      ...DEFAULT_SETTINGS.lease,
      leaseSeconds: flags.leaseSeconds ?? DEFAULT_SETTINGS.lease.leaseSeconds,
      onSilence: flags.onSilence ?? DEFAULT_SETTINGS.lease.onSilence,
    },
  };
  const interruption = listenForInterruption();
  const log = (seconds: number, line: string) => process.stderr.write(`${seconds.toFixed(1).padStart(6)} s  ${line}\n`);
  const options = { keep: flags.keep ?? false, ownNetwork, log, signal: interruption.signal };
  const results = [];
  try {
    for (const scenario of scenarios) {
      process.stderr.write(`\n${scenario.name}, seed ${settings.seed}: ${scenario.description}\n`);
      const result = await drill(scenario, settings, options);
      results.push(result);
      process.stderr.write(`\n${renderTable(result)}\n`);
    }
  } finally {
    interruption.stop();
  }
  write(flags.html, renderPage(results));
  process.stderr.write(`\nwrote ${flags.html}\n`);
  const [first] = results;
  if (flags.svg !== undefined && first !== undefined) write(flags.svg, renderTimeline(first));
  if (flags.json) process.stdout.write(`${JSON.stringify(flags.all ? results : first, null, 2)}\n`);
  if (results.some(({ passed }) => !passed)) process.exitCode = 1;
}

/**
 * A signal that fires on SIGINT, SIGTERM and SIGHUP, so that the drill stops its processes. A second one ends the drill at once. It
 * also fires when the command that ran this one again is killed.
 */
function listenForInterruption(): { signal: AbortSignal; stop(): void } {
  const controller = new AbortController();
  const abort = (cause: string) => controller.abort(new UserError(`drill: ended by ${cause}`, 130));
  for (const signal of INTERRUPTS) process.once(signal, abort);
  process.once("disconnect", () => abort("the end of the command that started it"));
  // The channel must not keep the drill alive.
  process.channel?.unref();
  return {
    signal: controller.signal,
    stop() {
      for (const signal of INTERRUPTS) process.off(signal, abort);
    },
  };
}

/** Checked before the drill, which would be lost otherwise. */
function refuseFolder(flag: string, file: string | undefined): void {
  if (file === undefined || !existsSync(file) || !statSync(file).isDirectory()) return;
  throw new UserError(`${flag}: got ${file}, which is a folder; name a file`);
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** An agent closes the path a second before its lease ends. */
function leaseSeconds(text: string): number {
  const value = wholeNumber(text);
  if (value < 2) throw new InvalidArgumentError("must be at least 2.");
  return value;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError("must be a whole number above 0.");
  return value;
}
