import * as pulumi from "@pulumi/pulumi";
import { CLOUDFRONT_REGION } from "../components/edge/cloudfront-region";
import { configWarnings } from "../config/checks";
import { loadConfig, type RedoubtConfig } from "../config/parse";
import { type StackPlan, stackPlans, thirdSite } from "../config/topology";
import { UserError } from "../errors";
import { edgeProgram } from "./edge";
import { globalProgram } from "./global";
import { type ProgramHooks, withHook } from "./hooks";
import { stackProvider } from "./provider";
import { regionProgram } from "./region";
import { checkActiveRegion, checkGeneration, type ReadDatabases, type ReadLease } from "./update-guard";

/** What an operation determines for the program, in addition to the stack's configuration. */
export interface ProgramOptions {
  /** Configuration that replaces the stack's own, by key with namespace. */
  readonly settings?: Readonly<Record<string, string>>;
  /** ID of the domain's hosted zone. The program does not look it up through Route 53, which may not be available. */
  readonly hostedZoneId?: string;
  /**
   * What the project adds to the stacks.
   * @default nothing
   */
  readonly hooks?: ProgramHooks;
  /**
   * Folder of Pulumi.yaml, against which paths in the configuration are resolved.
   * @default the project's folder, as the engine passes it
   */
  readonly folder?: string;
}

/**
 * The program of every stack; returns the stack's outputs. An invalid configuration ends it with one message and no stack trace.
 * @param readLease reads the live active region from the lease table
 * @param readDatabases finds deployed databases
 */
export function programOf(
  readLease: ReadLease,
  readDatabases: ReadDatabases,
  options: ProgramOptions = {},
): () => Promise<object> {
  return async () => {
    try {
      return await program(readLease, readDatabases, options);
    } catch (error) {
      // Pulumi prints a RunError as its message alone.
      throw error instanceof UserError ? new pulumi.RunError(error.message) : error;
    }
  };
}

/**
 * @throws UserError when the configuration is invalid, the stack is not in the topology, or the update would reverse a failover
 * or rebuild the database that has every write
 */
async function program(
  readLease: ReadLease,
  readDatabases: ReadDatabases,
  { hostedZoneId, settings, hooks = {}, folder = pulumi.getRootDirectory() }: ProgramOptions,
): Promise<object> {
  const config = loadConfig(settings);
  const plans = stackPlans(config);
  const plan = plans.find(({ stack }) => stack === pulumi.getStack());
  if (!plan) {
    const known = plans.map(({ stack }) => stack).join(", ");
    throw new UserError(`stack: got ${pulumi.getStack()}, which is not in the topology; use one of ${known}`);
  }
  const live = await checkActiveRegion(config, readLease);
  if (live && plan.region) await checkGeneration(config, plan.region, live, readDatabases);
  const provider = stackProvider(providerRegion(config, plan));
  if (plan.kind === "global") {
    // Once for all stacks.
    for (const { path, message } of configWarnings(config)) await pulumi.log.warn(`redoubt:${path}: ${message}`);
    const outputs = globalProgram(config, provider, hostedZoneId);
    return withHook("global", hooks.global, { config, provider, outputs });
  }
  if (plan.kind === "edge") {
    return withHook("edge", hooks.edge, { config, provider, outputs: edgeProgram(config, provider) });
  }
  const { region = "", role = "standby" } = plan;
  const outputs = await regionProgram(config, region, provider, folder);
  return withHook("region", hooks.region, { config, provider, outputs, region, role });
}

/** The region of a stack's provider. */
export function providerRegion(config: RedoubtConfig, { kind, region }: StackPlan): string {
  if (kind === "edge") return CLOUDFRONT_REGION;
  return region ?? thirdSite(config);
}
