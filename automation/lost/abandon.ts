import type { Deployment as StackExport } from "@pulumi/pulumi/automation";
import { arnIn } from "../../components/iam/arn";
import { leaseTableName } from "../../config/naming";
import type { RedoubtConfig } from "../../config/parse";
import { GLOBAL_STACK, thirdSite } from "../../config/topology";
import { UserError } from "../../errors";
import type { detachSecret as DetachSecret } from "../../failover/adapters/aws/detach-secret";
import { recordsOfExport, resourcesOfExport } from "../../resources/from-stack-export";
import type { ResourceRecord } from "../../resources/resource";
import { ProjectWorkspace } from "../workspace";
import { isThirdSite, refuseSite, thirdSiteAfter, withProviderRegion } from "./abandoned-site";
import { KeptStates, stacksOf } from "./kept-states";
import { detachedKeys, type LostSecret, lostSecret, secretRegion, withSecretIn } from "./lost-primaries";
import { isGlobalService } from "./needs-region";
import { recordAbandoned } from "./recorded-abandonment";
import { withAccessPointOf, withoutResources, withResources } from "./state-edit";

export interface AbandonOptions {
  /** The region that is given up: one that hosts a tier, or the third site. */
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
 * they were are kept in files beside the project, for `readopt`. Where the region holds the primary secret, the replicas are detached from it, and
 * that of the active region becomes the primary. A third site is replaced by another lease region without a tier. Call it again to continue
 * after an interruption.
 * @throws UserError when the region is active, or a setting has to be changed first
 */
export async function abandon({ region, project = "Pulumi.yaml", confirm }: AbandonOptions): Promise<Abandoned> {
  const workspace = await ProjectWorkspace.open(project, [region]);
  await refuseWhatIsNeeded(workspace, region);
  const kept = new KeptStates(project, region);
  const { leaving, primaries } = await leavingResources(workspace, region);
  const { keys, secret, secretRegion } = primaries;
  const { config } = workspace;
  const site = isThirdSite(config, region) ? thirdSiteAfter(config, region) : undefined;
  const removed = Object.fromEntries(leaving.map(({ stack, urns }) => [stack, urns.size]));
  await confirm?.([
    `abandon ${region}: nothing of it is called or deleted`,
    ...leaving.map(
      ({ stack, urns }) => ` stack ${stack}: ${urns.size} resources leave the state; ${kept.fileOf(stack)} keeps them`,
    ),
    ...Object.keys(keys).map(
      (each) => ` ${each} keeps its replica of the key, whose primary is lost; further regions get another key`,
    ),
    ...(secret
      ? [` the secret is detached from its lost primary; the primary is then in ${secretRegion}, with the same ARN`]
      : []),
    ...(site === undefined
      ? [` ${project}: ${region} moves from redoubt:regions to redoubt:abandoned`]
      : [
          ` ${project}: redoubt:abandoned gets ${region}; the third site is then ${site}`,
          ...(config.leaseRegions.includes(region)
            ? [" the lease's table stays in use in its other two regions; move it afterwards: redoubt lease move"]
            : []),
        ]),
    "then redoubt up removes it from everything that names it",
  ]);
  for (const { exported, stack, urns } of leaving) {
    kept.write(stack, { urns: [...urns], exported });
    const moves = stack === GLOBAL_STACK && secret !== undefined && secretRegion !== undefined;
    if (moves) await detach(workspace, secret);
    const left = withoutResources(exported, urns);
    const rest = site === undefined || stack !== GLOBAL_STACK ? left : withProviderRegion(left, region, site);
    await (await workspace.stack(stack)).importStack(moves ? withSecretIn(rest, secret, secretRegion) : rest);
  }
  recordAbandoned(project, region, { detachedKeys: keys, secretRegion });
  const exports = kept.of(stacksOf(workspace, region)).map((stack) => kept.fileOf(stack));
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
  const kept = new KeptStates(project, region);
  const counts: Record<string, number> = {};
  for (const stack of kept.required(stacksOf(workspace, region))) {
    const { exported, urns } = kept.read(stack);
    const engine = await workspace.stack(stack);
    const current = withAccessPointOf(await engine.exportStack(), exported);
    await engine.importStack(withResources(current, exported, new Set(urns)));
    counts[stack] = urns.length;
  }
  return counts;
}

/** Checked before anything is changed. */
async function refuseWhatIsNeeded({ config, project }: ProjectWorkspace, region: string): Promise<void> {
  if (!(region in config.regions) && !(region in config.abandoned) && !isThirdSite(config, region)) {
    const known = [...Object.keys(config.regions), thirdSite(config)].join(", ");
    throw new UserError(`abandon: got ${region}, which is not in the topology; name one of ${known}`);
  }
  if (isThirdSite(config, region)) refuseSite(config, region);
  const home = homeAfter(config, region);
  if (config.dataKeyArns !== undefined && !(home in config.dataKeyArns)) {
    throw new UserError(
      `dataKeyArns.${home}: missing; the primary secret of further regions needs a key there, because ${region} is lost`,
    );
  }
  const { readLiveLease } = require("../../stacks/live-state") as typeof import("../../stacks/live-state");
  const live = await readLiveLease(config, leaseTableName(config.leaseGeneration, project.name), project.config());
  if (live?.active === region) {
    throw new UserError(`abandon: ${region} is the active region (lease epoch ${live.epoch}); fail over first`);
  }
}

/** Where the primary key of further regions will be. */
function homeAfter(config: RedoubtConfig, lost: string): string {
  return config.homeRegion === lost ? thirdSiteAfter(config, lost) : config.homeRegion;
}

/** Detaches every replica, because the next update replicates the secret anew to all regions but its own. */
async function detach({ config }: ProjectWorkspace, { arn, replicas }: LostSecret): Promise<void> {
  // Loaded here, because it loads the AWS SDK.
  const { detachSecret } = require("../../failover/adapters/aws/detach-secret") as {
    detachSecret: typeof DetachSecret;
  };
  const { secretsManagerClient } =
    require("../../failover/adapters/aws/clients/secrets-manager") as typeof import("../../failover/adapters/aws/clients/secrets-manager");
  for (const region of Object.keys(replicas).filter((each) => !config.lost.includes(each))) {
    await detachSecret(arnIn(region, arn), secretsManagerClient(region));
  }
}

interface Leaving {
  readonly stack: string;
  readonly urns: ReadonlySet<string>;
  readonly exported: StackExport;
}

/** The primaries of the key and the secret that are lost with a region. */
interface LostPrimaries {
  /** ARN of the lost primary key, by region that keeps a replica of it. */
  readonly keys: Readonly<Record<string, string>>;
  /** The secret while its primary is in the lost region. */
  readonly secret?: LostSecret;
  /** Where the primary secret is afterwards; undefined when there is none. */
  readonly secretRegion?: string;
}

/** The resources that leave each state: the region's whole stack, and what the global stack has in the region. */
async function leavingResources(
  workspace: ProjectWorkspace,
  region: string,
): Promise<{ readonly leaving: Leaving[]; readonly primaries: LostPrimaries }> {
  const leaving: Leaving[] = [];
  let primaries: LostPrimaries = { keys: {} };
  for (const stack of stacksOf(workspace, region).filter((each) => workspace.summary(each) !== undefined)) {
    const exported = await (await workspace.stack(stack)).exportStack();
    const all = recordsOfExport(resourcesOfExport(exported));
    if (stack === GLOBAL_STACK) primaries = primariesIn(all, region, workspace.config);
    const records = all.filter(
      ({ region: of, type, urn }) =>
        stack !== GLOBAL_STACK || (of === region && isOfRegion(type) && !primaries.secret?.urns.has(urn)),
    );
    const moves = stack === GLOBAL_STACK && primaries.secret !== undefined;
    if (records.length > 0 || moves) leaving.push({ stack, urns: new Set(records.map(({ urn }) => urn)), exported });
  }
  return { leaving, primaries };
}

/**
 * Whether a resource of the global stack is lost with its region. A global service has no region, and a lease table goes on with its other
 * regions.
 */
function isOfRegion(type: string): boolean {
  return !type.startsWith("pulumi:") && !isGlobalService(type) && !type.startsWith("aws:dynamodb/");
}

/** @throws UserError when the active region has no replica of a secret whose primary is lost */
function primariesIn(
  records: readonly ResourceRecord[],
  region: string,
  { activeRegion }: RedoubtConfig,
): LostPrimaries {
  const keys = detachedKeys(records, region);
  const secret = lostSecret(records, region);
  if (secret === undefined) return { keys, secretRegion: secretRegion(records) };
  if (activeRegion in secret.replicas) return { keys, secret, secretRegion: activeRegion };
  throw new UserError(`abandon: the secret ${secret.arn} has no replica in the active region ${activeRegion}`);
}
