import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Deployment as StackExport } from "@pulumi/pulumi/automation";
import { leaseTableName } from "../../config/naming";
import { GLOBAL_STACK } from "../../config/topology";
import { UserError } from "../../errors";
import { type ExportedResource, recordsOfExport } from "../../resources/from-stack-export";
import { ProjectWorkspace } from "../workspace";
import { recordAbandoned } from "./recorded-abandonment";
import { withoutResources, withResources } from "./state-edit";

export interface AbandonOptions {
  /** The region that is given up. */
  readonly region: string;
  /**
   * Path of the project's Pulumi.yaml.
   * @default "Pulumi.yaml"
   */
  readonly project?: string;
  /**
   * Called with the plan before anything is changed. Rejecting stops the command.
   * @default the plan is carried out
   */
  readonly confirm?: (lines: readonly string[]) => Promise<void>;
}

export interface Abandoned {
  readonly region: string;
  /** Number of resources that left each stack's state. */
  readonly removed: Readonly<Record<string, number>>;
  /** Files with the states as they were before. They contain no secret in plain text. */
  readonly exports: readonly string[];
}

/**
 * Gives a region up: its resources leave the state without a call to the region, and the configuration lists it as abandoned. The states as
 * they were are kept in files beside the project, for `readopt`. Call it again to continue after an interruption.
 * @throws UserError when the region is active, or holds the primaries of the key and the secret
 */
export async function abandon({ region, project = "Pulumi.yaml", confirm }: AbandonOptions): Promise<Abandoned> {
  const workspace = await ProjectWorkspace.open(project, [region]);
  await refuseWhatIsNeeded(workspace, region);
  const folder = join(dirname(project), "abandoned", region);
  const leaving = await leavingResources(workspace, region);
  const removed = Object.fromEntries(leaving.map(({ stack, urns }) => [stack, urns.size]));
  await confirm?.([
    `abandon ${region}: nothing of it is called or deleted`,
    ...leaving.map(
      ({ stack, urns }) =>
        ` stack ${stack}: ${urns.size} resources leave the state; ${fileOf(folder, stack)} keeps them`,
    ),
    ` ${project}: ${region} moves from redoubt:regions to redoubt:abandoned`,
    "then redoubt up removes it from everything that names it",
  ]);
  for (const { exported, stack, urns } of leaving) {
    const file = fileOf(folder, stack);
    mkdirSync(folder, { recursive: true });
    // The first export is the complete one; a repetition must not replace it.
    if (!existsSync(file)) writeFileSync(file, JSON.stringify({ urns: [...urns], exported }, null, 2), { mode: 0o600 });
    await (await workspace.stack(stack)).importStack(withoutResources(exported, urns));
  }
  recordAbandoned(project, region);
  const exports = stacksOf(workspace, region)
    .map((stack) => fileOf(folder, stack))
    .filter((file) => existsSync(file));
  return { region, removed, exports };
}

/**
 * Puts the resources of an abandoned region back into the state, without a call to the region. Then add the region to the configuration
 * again and update, or destroy its stack.
 * @throws UserError when nothing was kept for the region
 */
export async function readopt({
  region,
  project = "Pulumi.yaml",
}: Omit<AbandonOptions, "confirm">): Promise<Record<string, number>> {
  const workspace = await ProjectWorkspace.open(project);
  const folder = join(dirname(project), "abandoned", region);
  const files = stacksOf(workspace, region).filter((stack) => existsSync(fileOf(folder, stack)));
  if (files.length === 0) throw new UserError(`${folder}: has no exported state; ${region} was not abandoned here`);
  const counts: Record<string, number> = {};
  for (const stack of files) {
    const { exported, urns } = JSON.parse(readFileSync(fileOf(folder, stack), "utf8")) as Kept;
    const engine = await workspace.stack(stack);
    await engine.importStack(withResources(await engine.exportStack(), exported, new Set(urns)));
    counts[stack] = urns.length;
  }
  return counts;
}

interface Kept {
  readonly urns: readonly string[];
  readonly exported: StackExport;
}

function fileOf(folder: string, stack: string): string {
  return join(folder, `${stack}.json`);
}

/** The region's own stack and the global one. */
function stacksOf({ config }: ProjectWorkspace, region: string): string[] {
  const own = (config.regions[region] ?? config.abandoned[region])?.stack;
  return own === undefined ? [] : [own, GLOBAL_STACK];
}

/** Checked before anything is changed. */
async function refuseWhatIsNeeded({ config, project }: ProjectWorkspace, region: string): Promise<void> {
  if (!(region in config.regions) && !(region in config.abandoned)) {
    const known = Object.keys(config.regions).join(", ");
    throw new UserError(`abandon: got ${region}, which is not in the topology; name one of ${known}`);
  }
  if (config.homeRegion === region) {
    throw new UserError(
      `homeRegion: ${region} holds the primaries of the key and the secret, without which no replica can be added; they cannot be moved while it is lost. Keep it in redoubt:lost; docs/lost-region.md, "The home region is lost", has what to do when it answers`,
    );
  }
  const { readLiveLease } = require("../../stacks/live-state") as typeof import("../../stacks/live-state");
  const live = await readLiveLease(config, leaseTableName(config.leaseGeneration, project.name), project.config());
  if (live?.active === region) {
    throw new UserError(`abandon: ${region} is the active region (lease epoch ${live.epoch}); fail over first`);
  }
}

interface Leaving {
  readonly stack: string;
  readonly urns: ReadonlySet<string>;
  readonly exported: StackExport;
}

/** The resources that leave each state: the region's whole stack, and what the global stack has in the region. */
async function leavingResources(workspace: ProjectWorkspace, region: string): Promise<Leaving[]> {
  const leaving: Leaving[] = [];
  for (const stack of stacksOf(workspace, region).filter((each) => workspace.summary(each) !== undefined)) {
    const exported = await (await workspace.stack(stack)).exportStack();
    const { resources = [] } = (exported.deployment ?? {}) as { resources?: ExportedResource[] };
    const records = recordsOfExport(resources).filter(
      (record) => stack !== GLOBAL_STACK || (record.region === region && !record.type.startsWith("pulumi:")),
    );
    if (records.length > 0) leaving.push({ stack, urns: new Set(records.map(({ urn }) => urn)), exported });
  }
  return leaving;
}
