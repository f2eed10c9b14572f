import { basename, dirname, resolve } from "node:path";
import {
  ConcurrentUpdateError,
  LocalWorkspace,
  type PulumiCommand,
  type PulumiFn,
  type Stack,
  type StackSummary,
} from "@pulumi/pulumi/automation";

import program = require("../index");

import { parseConfig, type RedoubtConfig } from "../config/parse";
import type { StackPlan } from "../config/topology";
import { UserError } from "../errors";
import { previewOrder } from "../preview/preview";
import { type Project, readProject } from "../preview/project";
import { type Outputs, withoutSecrets } from "./outputs";
import { EngineUnavailable, requirePulumi } from "./pulumi";

/** A project's stacks on the Pulumi engine, with the program that the CLI itself would run. */
export class ProjectWorkspace {
  /** Already deployed at least once, by stack. */
  private summaries: ReadonlyMap<string, StackSummary> = new Map();

  private constructor(
    readonly project: Project,
    readonly config: RedoubtConfig,
    /** In an order in which each comes after what it depends on. */
    readonly plans: readonly StackPlan[],
    private readonly workspace: LocalWorkspace,
  ) {}

  /**
   * @param file a Pulumi.yaml
   * @throws UserError for a faulty configuration
   * @throws EngineUnavailable for an absent CLI, or a state backend that does not answer
   */
  static async open(file: string): Promise<ProjectWorkspace> {
    const project = readProject(file);
    const config = parseConfig(project.config());
    if (!/^Pulumi\.ya?ml$/.test(basename(file))) {
      throw new UserError(`--project: got ${file}; the Pulumi CLI wants the name Pulumi.yaml`);
    }
    const pulumiCommand: PulumiCommand = await requirePulumi();
    // The program's own process gives the settings; the CLI reads the same file for the configuration.
    const engine = await LocalWorkspace.create({
      workDir: resolve(dirname(file)),
      program: program as PulumiFn,
      pulumiCommand,
    });
    const workspace = new ProjectWorkspace(project, config, previewOrder(project), engine);
    await workspace.look();
    return workspace;
  }

  /** Asks the backend which stacks there are. */
  async look(): Promise<void> {
    try {
      const stacks = await this.workspace.listStacks();
      this.summaries = new Map(stacks.map((summary) => [summary.name.split("/").at(-1) ?? summary.name, summary]));
    } catch (error) {
      throw new EngineUnavailable(`state backend: ${lastLine(error)}; log in to it with pulumi login (docs/state.md)`);
    }
  }

  /** What the backend knows of a stack; undefined when it was never created. */
  summary(stack: string): StackSummary | undefined {
    return this.summaries.get(stack);
  }

  /** Whether a stack has been deployed: others can read its outputs. */
  isDeployed(stack: string): boolean {
    return (this.summaries.get(stack)?.resourceCount ?? 0) > 0;
  }

  /** What the stack reads and was never deployed. */
  missing(stack: string): string[] {
    const plan = this.plans.find((candidate) => candidate.stack === stack);
    return (plan?.dependsOn ?? []).filter((other) => !this.isDeployed(other));
  }

  /** The stack on the engine, created where it is not there yet. */
  stack(name: string): Promise<Stack> {
    return LocalWorkspace.createOrSelectStack(
      { stackName: name, projectName: this.project.name, program: program as PulumiFn },
      { workDir: this.workspace.workDir, pulumiCommand: this.workspace.pulumiCommand },
    );
  }

  /** What a stack that is deployed gives, without what is secret. */
  async outputs(stack: string): Promise<Outputs> {
    return withoutSecrets(await (await this.stack(stack)).outputs());
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

/**
 * What a failed command says in the end.
 * @param stack that it was about
 */
export function lastLine(error: unknown, stack = "NAME"): string {
  const text = error instanceof Error ? error.message : String(error);
  if (error instanceof ConcurrentUpdateError) {
    return `another update holds the stack; wait for it, or, when it is dead, let go with pulumi cancel --stack ${stack}`;
  }
  const lines = text.split("\n").map((line) => line.trim());
  const told = lines.filter((line) => line.startsWith("error:"));
  return (told.at(-1) ?? lines.find((line) => line !== "") ?? "no reason given").replace(/^error: /, "");
}
