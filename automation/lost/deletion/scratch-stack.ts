import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { EngineEvent, PulumiFn, Stack, Deployment as StackExport } from "@pulumi/pulumi/automation";
import { UserError } from "../../../errors";
import { type ExportedResource, resourcesOfExport } from "../../../resources/from-stack-export";
import { translate, type WorkspaceEvent } from "../../events";
import { lastLine } from "../../last-line";
import type { ProjectWorkspace } from "../../workspace";
import { stateResources } from "../stacks";
import { withoutResources } from "../state-edit";
import { named } from "./deletion-plan";

/** Inputs of one resource that are to be changed before it can be deleted. */
export interface Preparation {
  readonly resource: ExportedResource;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** How a step of the engine ended. */
export interface Ended {
  /** Undefined when it succeeded. */
  readonly fault: string | undefined;
  /** Errors of single resources, by URN. */
  readonly errors: ReadonlyMap<string, string>;
}

/** A resource and a provider whose types are known from the state only. */
class KnownResource extends pulumi.CustomResource {}
class KnownProvider extends pulumi.ProviderResource {}

const NO_PROGRAM: PulumiFn = async () => undefined;

/** A stack beside those of the topology. Its state has resources that are to be deleted, and it has no program. */
export class ScratchStack {
  private constructor(
    readonly name: string,
    private readonly workspace: ProjectWorkspace,
    private readonly stack: Stack,
    private readonly emit: (event: WorkspaceEvent) => void,
    private readonly signal: AbortSignal | undefined,
  ) {}

  /**
   * Creates the stack with a state, or gives the state to the one that an earlier run left.
   * @param original the stack that the resources were in; the new one has its settings, such as the encryption of secrets
   * @param isPrepared whether `prepare` may change a resource
   * @throws UserError when another process holds the stack
   */
  static async open(
    workspace: ProjectWorkspace,
    {
      emit,
      isPrepared,
      name,
      original,
      signal,
      state,
    }: {
      readonly name: string;
      readonly original: string;
      readonly state: StackExport;
      readonly isPrepared: (type: string) => boolean;
      readonly emit: (event: WorkspaceEvent) => void;
      readonly signal?: AbortSignal;
    },
  ): Promise<ScratchStack> {
    const fileOf = (stack: string) => join(workspace.folder, `Pulumi.${stack}.yaml`);
    if (existsSync(fileOf(original))) copyFileSync(fileOf(original), fileOf(name));
    const stack = await workspace.otherStack(name, NO_PROGRAM);
    try {
      await stack.importStack(renamed(state, original, name, isPrepared));
    } catch (error) {
      throw new UserError(`stack ${name}: ${lastLine(error, name)}`);
    }
    return new ScratchStack(name, workspace, stack, emit, signal);
  }

  /** Reads what still exists. */
  refresh(): Promise<Ended> {
    return this.run((options) => this.stack.refresh(options));
  }

  /**
   * Changes inputs of single resources, such as their protection against deletion. The state has these alone meanwhile: the engine would
   * delete the others, which the program does not register.
   */
  async prepare(preparations: readonly Preparation[]): Promise<Ended> {
    const complete = await this.stack.exportStack();
    const resources = resourcesOfExport(complete);
    const prepared = new Set(preparations.map(({ resource }) => resource.urn));
    const others = resources.filter(({ type, urn }) => !prepared.has(urn) && !type.startsWith("pulumi:providers:"));
    await this.stack.importStack(withoutResources(complete, new Set(others.map(({ urn }) => urn))));
    const ended = await this.run(async (options) => {
      const stack = await this.workspace.otherStack(this.name, preparing(preparations, resources));
      return stack.up(options);
    });
    const changed = new Map(resourcesOfExport(await this.stack.exportStack()).map((each) => [each.urn, each]));
    const updated = resources.map((each) => {
      const { inputs, outputs } = changed.get(each.urn) ?? each;
      return { ...each, inputs, outputs };
    });
    await this.stack.importStack({ ...complete, deployment: { ...complete.deployment, resources: updated } });
    return ended;
  }

  /** Deletes everything, also what follows an error as far as nothing that remains depends on it. */
  destroy(): Promise<Ended> {
    return this.run((options) => this.stack.destroy({ ...options, continueOnError: true }));
  }

  /** The resources that are left. */
  async resources(): Promise<ExportedResource[]> {
    return (await stateResources(this.stack)).filter(({ type }) => type.startsWith("aws:"));
  }

  /** Removes the stack and its state. Nothing is deleted in AWS. */
  remove(): Promise<void> {
    return this.stack.workspace.removeStack(this.name, { force: true });
  }

  private async run(
    step: (options: { onEvent: (event: EngineEvent) => void; signal?: AbortSignal }) => Promise<unknown>,
  ): Promise<Ended> {
    const errors = new Map<string, string>();
    const faults: string[] = [];
    const onEvent = (event: EngineEvent) => {
      const translated = translate(this.name, event, true);
      if (translated === undefined) return;
      if (translated.kind === "diagnostic" && translated.severity === "error") {
        faults.push(translated.message);
        if (translated.urn !== undefined && !errors.has(translated.urn)) errors.set(translated.urn, translated.message);
      }
      this.emit(translated);
    };
    if (this.signal?.aborted) return { fault: "cancelled", errors };
    try {
      await step({ onEvent, signal: this.signal });
      return { fault: undefined, errors };
    } catch (error) {
      return { fault: this.signal?.aborted ? "cancelled" : (faults[0] ?? lastLine(error, this.name)), errors };
    }
  }
}

/**
 * A program that registers single resources with changed inputs. The engine keeps every other input, also those that are encrypted, because
 * their changes are ignored.
 */
function preparing(preparations: readonly Preparation[], state: readonly ExportedResource[]): PulumiFn {
  return async () => {
    const providers = new Map<string, pulumi.ProviderResource>();
    for (const { inputs, resource } of preparations) {
      const [, , type = "", name = ""] = resource.provider?.split("::") ?? [];
      const known = state.find(({ urn }) => resource.provider?.startsWith(`${urn}::`));
      const unchanged = { ignoreChanges: Object.keys(known?.inputs ?? {}) };
      const provider = providers.get(name) ?? new KnownProvider(type.split(":").at(-1) ?? "", name, {}, unchanged);
      providers.set(name, provider);
      const ignoreChanges = Object.keys(resource.inputs ?? {}).filter((key) => !(key in inputs));
      new KnownResource(resource.type, named(resource).name, { ...inputs }, { provider, ignoreChanges });
    }
  };
}

/**
 * The state under another stack's name. Resources that are prepared get a URN without their component, with which a program can register
 * them alone.
 */
function renamed(
  state: StackExport,
  original: string,
  name: string,
  isPrepared: (type: string) => boolean,
): StackExport {
  let text = JSON.stringify(state);
  const used = new Set<string>();
  for (const { type, urn } of resourcesOfExport(state).filter((each) => isPrepared(each.type))) {
    const [start, project, , ...rest] = urn.split("::");
    let flat = [start, project, type, ...rest].join("::");
    while (used.has(flat)) flat += "-other";
    used.add(flat);
    text = text.replaceAll(JSON.stringify(urn), JSON.stringify(flat));
  }
  return JSON.parse(text.replaceAll(`"urn:pulumi:${original}::`, `"urn:pulumi:${name}::`)) as StackExport;
}
