import type { Command } from "commander";
import type { WorkspaceStatus } from "../../automation";
import { withLostOption } from "../options";
import { objectCopyLine } from "./lost/replicate";

interface StatusFlags {
  readonly stack?: string;
  readonly json?: boolean;
  readonly lost?: string[];
  readonly project: string;
  readonly outputs?: string;
}

/** `redoubt status`: shows what is deployed and which region is active. */
export function register(program: Command): void {
  withLostOption(program.command("status"))
    .description(
      "show the live active region, the run with its step and next command, and each stack's last update and outputs",
    )
    .option("--stack <name>", "one stack")
    .option("--json", "print one JSON document on standard output")
    .option("--project <file>", "the project's Pulumi.yaml", "Pulumi.yaml")
    .option("--outputs <file>", "show the stacks from an earlier output of redoubt status --json; needs no Pulumi")
    .action(run);
}

async function run({ json, ...options }: StatusFlags): Promise<void> {
  const { status } = require("../../automation") as typeof import("../../automation");
  const current = await status(options);
  process.stdout.write(json ? `${JSON.stringify(current, null, 2)}\n` : renderStatus(current));
}

/** Renders the status as text. */
export function renderStatus({
  abandoned,
  declaredActive,
  live,
  lost,
  objectCopies,
  run: current,
  stacks,
  unanswered,
}: WorkspaceStatus): string {
  const lines = [`active region: ${declaredActive} declared, ${liveText(live)}`];
  if (live && typeof live === "object" && live.active !== declaredActive) {
    lines.push(`  they differ: change redoubt:activeRegion to ${live.active} in Pulumi.yaml before the next update`);
  }
  if (lost.length > 0) lines.push(`lost: ${lost.join(", ")}: not called; what follows is from the state`);
  lines.push(...unanswered, ...abandoned.map(abandonedLine), ...objectCopies.map(objectCopyLine), ...runLines(current));
  for (const { stack, region, role, lastUpdate, resources, updating, pendingOperations, outputs } of stacks) {
    const place = region ? ` (${region}, ${role})` : "";
    const update = lastUpdate ? `last ${lastUpdate.kind} ${lastUpdate.result}, ${lastUpdate.at}` : "never updated";
    const faults = [
      updating && "an update is running",
      pendingOperations > 0 && `${pendingOperations} pending operations`,
    ];
    lines.push(`stack ${stack}${place}: ${[update, `${resources} resources`, ...faults].filter(Boolean).join(", ")}`);
    for (const [key, value] of Object.entries(outputs)) {
      lines.push(`  ${key}: ${typeof value === "string" ? value : JSON.stringify(value)}`);
    }
  }
  return `${lines.join("\n")}\n`;
}

function abandonedLine({ answers, databases, fenced, region }: WorkspaceStatus["abandoned"][number]): string {
  const start = `abandoned: ${region}:`;
  if (answers === null) return `${start} lost, not called`;
  if (!answers) return `${start} does not answer`;
  if (typeof databases === "string") return `${start} answers; its databases are unknown: ${databases}`;
  if (databases.length === 0) return `${start} answers, and has no database`;
  const path = fenced
    ? "which is fenced; docs/lost-region.md has what to do with it"
    : "which is not fenced yet: the active region's controller fences it within a minute";
  return `${start} answers, and has ${databases.join(", ")}, ${path}`;
}

function liveText(live: WorkspaceStatus["live"]): string {
  if (live === null) return "no lease yet";
  return typeof live === "string" ? `live unknown: ${live}` : `${live.active} live (epoch ${live.epoch})`;
}

function runLines(run: WorkspaceStatus["run"]): string[] {
  if (run === null) return [];
  if (typeof run === "string") return [`run: unknown: ${run}`];
  const { from, lastEntryAt, mode, next, startedAt, state, steps, to, writes } = run;
  return [
    `run ${run.run}: ${mode} from ${from} to ${to}: ${state}, writes ${writes}, started ${startedAt}, last entry ${lastEntryAt}`,
    ...steps.map(({ reason, step }) => `  ${step}${reason ? `: ${reason}` : ""}`),
    ...(next === null ? [] : [`  next: ${next}`]),
  ];
}
