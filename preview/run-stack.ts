import * as pulumi from "@pulumi/pulumi";
import type { StackPlan } from "../config/topology";
import { UserError } from "../errors";
import { programOf } from "../stacks/program";
import type { PreviewedResource, PreviewedStack } from "./document";
import { RecordingMonitor, type StackState } from "./recording-monitor";
import { reveal } from "./values";

/** One stack's run, and its outputs with their secrets for the stacks that come after it. */
export interface StackRun {
  readonly previewed: PreviewedStack;
  readonly state: StackState;
}

/** Where the SDK keeps a run's state; its types leave this out. */
interface Store {
  resourceModules: unknown;
  resourcePackages: unknown;
}
const { LocalStore, getGlobalStore } = require("@pulumi/pulumi/runtime/state") as {
  LocalStore: new () => Store;
  getGlobalStore(): Store;
};
const holder = globalThis as unknown as { globalStore: Store };

let last: Promise<unknown> = Promise.resolve();

/**
 * Runs one program after another, each with a state of its own. The SDK's own way, for several at once, follows every promise, which
 * takes a quarter of a preview's time.
 */
function withOwnState<T>(run: () => Promise<T>): Promise<T> {
  const turn = last.then(async () => {
    const shared = getGlobalStore();
    const { resourceModules, resourcePackages } = shared;
    holder.globalStore = Object.assign(new LocalStore(), { resourceModules, resourcePackages });
    try {
      return await run();
    } finally {
      holder.globalStore = shared;
    }
  });
  last = turn.catch(() => {});
  return turn;
}

/** setMocks also says what the runtime may use; the monitor that it makes is replaced. */
const unused: pulumi.runtime.Mocks = { newResource: () => ({ id: undefined, state: {} }), call: () => ({}) };

/** The program as the CLI runs it, but for the lease: nothing is deployed that a preview in one process could undo. */
const program = programOf(async () => undefined);

/** As in a self-managed backend, where every stack belongs to it. */
const organization = "organization";

/**
 * Runs one stack's program on Pulumi's mock runtime, in a store of its own, and records what it registers.
 * @param others outputs of the stacks that this one reads
 * @throws UserError for a fault of the configuration, any other error for one of the program
 */
export function runStack(
  project: string,
  plan: StackPlan,
  config: Readonly<Record<string, string>>,
  others: ReadonlyMap<string, StackState>,
): Promise<StackRun> {
  return runProgram(program, project, plan, config, others);
}

/** As runStack, for any program. */
export function runProgram(
  run: () => Promise<object | undefined>,
  project: string,
  plan: StackPlan,
  config: Readonly<Record<string, string>>,
  others: ReadonlyMap<string, StackState>,
): Promise<StackRun> {
  return withOwnState(async () => {
    const started = process.hrtime.bigint();
    const monitor = new RecordingMonitor(project, plan.stack, others);
    await pulumi.runtime.setMocks(unused);
    pulumi.runtime.setMockOptions(monitor, project, plan.stack, false, organization);
    pulumi.runtime.setAllConfig({ ...config });
    await failingEarly(() =>
      withShortStackTraces(async () => {
        await pulumi.runtime.runInPulumiStack(run);
        await pulumi.runtime.disconnect();
      }),
    );
    return {
      state: monitor.outputs,
      previewed: {
        stack: plan.stack,
        region: plan.region ?? null,
        role: plan.role ?? null,
        resources: inOrder(monitor.registered),
        outputs: reveal(monitor.outputs) as Record<string, unknown>,
        seconds: Number(process.hrtime.bigint() - started) / 1e9,
      },
    };
  });
}

/** Parents before children, else by name: the order of registration hangs on which promise was kept first. */
function inOrder(resources: readonly PreviewedResource[]): PreviewedResource[] {
  const parents = new Map(resources.map(({ urn, parent }) => [urn, parent]));
  const depth = (urn: string | null): number => (urn === null ? 0 : 1 + depth(parents.get(urn) ?? null));
  return resources
    .map((resource) => ({ resource, depth: depth(resource.urn) }))
    .sort((one, other) => one.depth - other.depth || (one.resource.urn < other.resource.urn ? -1 : 1))
    .map(({ resource }) => resource);
}

/**
 * The SDK takes a stack trace for every promise that it makes, for its search for leaks: at full length these are a sixth of a
 * preview's time. An error of the program still says where it was thrown.
 */
async function withShortStackTraces(run: () => Promise<void>): Promise<void> {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 2;
  try {
    await run();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/**
 * A failed registration rejects promises that the program does not hold, and what waits for them waits forever: the first such
 * rejection is the stack's error.
 */
async function failingEarly(run: () => Promise<void>): Promise<void> {
  let listener: (error: unknown) => void = () => {};
  const rejection = new Promise<never>((_, reject) => {
    listener = reject;
  });
  process.on("unhandledRejection", listener);
  try {
    await Promise.race([run(), rejection]);
    // Rejections are told after the promises' own turn.
    await Promise.race([new Promise((resolve) => setImmediate(resolve)), rejection]);
  } catch (error) {
    throw error instanceof pulumi.RunError ? new UserError(error.message) : error;
  } finally {
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", listener);
  }
}
