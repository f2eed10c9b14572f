import * as pulumi from "@pulumi/pulumi";
import type { StackPlan } from "../config/topology";
import { UserError } from "../errors";
import { type ProgramOptions, programOf } from "../stacks/program";
import type { PreviewedResource, PreviewedStack } from "./document";
import { RecordingMonitor, type StackState } from "./recording-monitor";
import { withoutSdkDiagnostics } from "./sdk-diagnostics";
import { reveal } from "./values";

/** The run of one stack. `state` has its outputs with secrets, for the stacks that run after it. */
export interface StackRun {
  readonly previewed: PreviewedStack;
  readonly state: StackState;
}

/** The SDK's state of a run. It is not part of the SDK's types. */
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
 * Runs programs one at a time, each with its own state. The SDK's way, which allows several at once, tracks every promise and takes a
 * quarter of the time of a preview.
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

/** setMocks also enables features of the runtime. Its monitor is replaced. */
const UNUSED_MOCKS: pulumi.runtime.Mocks = { newResource: () => ({ id: undefined, state: {} }), call: () => ({}) };

/** The organization of every stack in a self-managed backend. */
const ORGANIZATION = "organization";

/**
 * Runs the program of one stack on Pulumi's mock runtime, with a separate SDK state, and records what it registers. It does not read the
 * lease: nothing is deployed whose failover a preview could revert.
 * @param others outputs of the stacks that this one reads
 * @param options the project's hooks and folder
 * @throws UserError for an error in the configuration; other errors come from the program
 */
export function runStack(
  project: string,
  plan: StackPlan,
  config: Readonly<Record<string, string>>,
  others: ReadonlyMap<string, StackState>,
  options: Pick<ProgramOptions, "hooks" | "folder"> = {},
): Promise<StackRun> {
  const { hooks, folder = "." } = options;
  const program = programOf(
    async () => undefined,
    async () => [],
    { hooks, folder },
  );
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
    await pulumi.runtime.setMocks(UNUSED_MOCKS);
    pulumi.runtime.setMockOptions(monitor, project, plan.stack, false, ORGANIZATION);
    pulumi.runtime.setAllConfig({ ...config });
    // Outside, because a program that fails early may never end.
    await withoutSdkDiagnostics(() =>
      failingEarly(async () => {
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

/** Sorts parents before children, then by URN, because the order of registration depends on the order in which promises resolve. */
function inOrder(resources: readonly PreviewedResource[]): PreviewedResource[] {
  const parents = new Map(resources.map(({ urn, parent }) => [urn, parent]));
  const depth = (urn: string | null): number => (urn === null ? 0 : 1 + depth(parents.get(urn) ?? null));
  return resources
    .map((resource) => ({ resource, depth: depth(resource.urn) }))
    .sort((one, other) => one.depth - other.depth || (one.resource.urn < other.resource.urn ? -1 : 1))
    .map(({ resource }) => resource);
}

/**
 * Fails at the first unhandled rejection: a failed registration rejects promises that the program does not hold, and everything that
 * depends on them would wait forever.
 */
async function failingEarly(run: () => Promise<void>): Promise<void> {
  let listener: (error: unknown) => void = () => {};
  const rejection = new Promise<never>((_, reject) => {
    listener = reject;
  });
  process.on("unhandledRejection", listener);
  try {
    await Promise.race([run(), rejection]);
    // Unhandled rejections are emitted in a later turn of the event loop.
    await Promise.race([new Promise((resolve) => setImmediate(resolve)), rejection]);
  } catch (error) {
    throw error instanceof pulumi.RunError ? new UserError(error.message) : error;
  } finally {
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", listener);
  }
}
