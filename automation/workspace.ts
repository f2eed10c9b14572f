import { basename, dirname, resolve } from "node:path";
import {
  LocalWorkspace,
  type PulumiCommand,
  type PulumiFn,
  type Stack,
  type StackSummary,
} from "@pulumi/pulumi/automation";
import { parseConfig, type RedoubtConfig } from "../config/parse";
import { GLOBAL_STACK, type StackPlan } from "../config/topology";
import { UserError } from "../errors";
import { previewOrder } from "../preview/preview";
import { type Project, readProject } from "../preview/project";
import { projectHooks } from "../preview/project-hooks";
import type { ProgramHooks } from "../stacks/hooks";
import { redoubt } from "../stacks/redoubt";
import { lastLine } from "./last-line";
import { type Goal, reporting } from "./lost/goals";
import { lostSetting } from "./lost/setting";
import { type Outputs, withoutSecrets } from "./outputs";
import { EngineUnavailable, requirePulumi } from "./pulumi";

/** A project's stacks on the Pulumi engine. */
export class ProjectWorkspace {
  /** Stacks that were created, by name. */
  private summaries: ReadonlyMap<string, StackSummary> = new Map();
  private hostedZoneId: string | undefined;
  private loadedHooks: ProgramHooks | undefined;

  private constructor(
    readonly project: Project,
    readonly config: RedoubtConfig,
    /** Each after those that it depends on. */
    readonly plans: readonly StackPlan[],
    private readonly workspace: LocalWorkspace,
    /** Settings that replace those of the project's file. */
    private readonly settings: Readonly<Record<string, string>>,
  ) {}

  /**
   * @param file path of a Pulumi.yaml
   * @param lost regions that no operation calls, in addition to those in the configuration
   * @throws UserError when the configuration is invalid
   * @throws EngineUnavailable when there is no CLI, or the state backend does not answer
   */
  static async open(file: string, lost: readonly string[] = []): Promise<ProjectWorkspace> {
    const project = readProject(file);
    const settings = lostSetting(project, lost);
    const config = parseConfig({ ...project.config(), ...settings });
    if (!/^Pulumi\.ya?ml$/.test(basename(file))) {
      throw new UserError(`--project: got ${file}; the Pulumi CLI requires the name Pulumi.yaml`);
    }
    const pulumiCommand: PulumiCommand = await requirePulumi();
    // The CLI reads the stacks' configuration from the same file.
    const engine = await LocalWorkspace.create({
      workDir: resolve(dirname(file)),
      pulumiCommand,
    });
    const workspace = new ProjectWorkspace(project, config, previewOrder(project), engine, settings);
    await workspace.listStacks();
    if (config.lost.length > 0) await workspace.keepHostedZone();
    return workspace;
  }

  /**
   * The hooks of the project's program. It is loaded for operations that run it only: on the worst day, the state must be readable where the
   * program is not.
   * @throws UserError when the program is missing, or not one of Redoubt
   */
  hooks(): ProgramHooks {
    this.loadedHooks ??= projectHooks(this.project);
    return this.loadedHooks;
  }

  /** Reads from the backend which stacks exist. */
  private async listStacks(): Promise<void> {
    try {
      const stacks = await this.workspace.listStacks();
      this.summaries = new Map(stacks.map((summary) => [summary.name.split("/").at(-1) ?? summary.name, summary]));
    } catch (error) {
      throw new EngineUnavailable(`state backend: ${lastLine(error)}; log in with pulumi login (docs/state.md)`);
    }
  }

  /** Takes the hosted zone from the state, because the program would look it up through Route 53, whose control plane may be lost. */
  private async keepHostedZone(): Promise<void> {
    if (this.config.hostedZoneId !== undefined || !this.isDeployed(GLOBAL_STACK)) return;
    const { hostedZoneId } = await this.outputs(GLOBAL_STACK);
    if (typeof hostedZoneId === "string") this.hostedZoneId = hostedZoneId;
  }

  /** The backend's summary of a stack; undefined when it was never created. */
  summary(stack: string): StackSummary | undefined {
    return this.summaries.get(stack);
  }

  /** Whether a stack is deployed, so that others can read its outputs. */
  isDeployed(stack: string): boolean {
    return (this.summaries.get(stack)?.resourceCount ?? 0) > 0;
  }

  /** Stacks that this one reads and that are not deployed. */
  missing(stack: string): string[] {
    const plan = this.plans.find((candidate) => candidate.stack === stack);
    return (plan?.dependsOn ?? []).filter((other) => !this.isDeployed(other));
  }

  /**
   * The stack on the engine; created if it does not exist.
   * @param report called with every resource that the stack's program registers
   */
  stack(name: string, report?: (goal: Goal) => void): Promise<Stack> {
    // As the Pulumi CLI runs it (index.ts).
    const { folder } = this.project;
    const own: PulumiFn = () =>
      redoubt(this.hooks(), { folder, settings: this.settings, hostedZoneId: this.hostedZoneId })();
    return this.otherStack(name, report ? reporting(own, report) : own);
  }

  /** A stack with another program than that of the topology's stacks; created if it does not exist. */
  otherStack(name: string, program: PulumiFn): Promise<Stack> {
    return LocalWorkspace.createOrSelectStack(
      { stackName: name, projectName: this.project.name, program },
      { workDir: this.workspace.workDir, pulumiCommand: this.workspace.pulumiCommand },
    );
  }

  /** Folder of Pulumi.yaml and of the stacks' files. */
  get folder(): string {
    return this.workspace.workDir;
  }

  /** Outputs of a deployed stack, without the secret ones. */
  async outputs(stack: string): Promise<Outputs> {
    return withoutSecrets(await (await this.stack(stack)).outputs());
  }

  /**
   * Regions of the configuration that the global stack's outputs lack, because it was not updated since they were added. The stacks of
   * regions read these outputs.
   */
  async absentRegions(): Promise<string[]> {
    if (!this.isDeployed(GLOBAL_STACK)) return [];
    const { bucketArns, leaseTableArns } = await this.outputs(GLOBAL_STACK);
    const { leaseRegions, regions } = this.config;
    const lacking = (map: unknown, names: readonly string[]) =>
      typeof map === "object" && map !== null ? names.filter((name) => !(name in map)) : [];
    return [...new Set([...lacking(bucketArns, Object.keys(regions)), ...lacking(leaseTableArns, leaseRegions)])];
  }

  /**
   * The plans of all stacks or of one.
   * @throws UserError for a stack that is not in the topology
   */
  select(stack?: string): readonly StackPlan[] {
    if (stack === undefined) return this.plans;
    const plan = this.plans.find((candidate) => candidate.stack === stack);
    if (plan) return [plan];
    const known = this.plans.map((candidate) => candidate.stack).join(", ");
    throw new UserError(`--stack: got ${stack}, which is not in the topology; name one of ${known}`);
  }
}
