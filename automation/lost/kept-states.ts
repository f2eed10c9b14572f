import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Deployment as StackExport } from "@pulumi/pulumi/automation";
import { GLOBAL_STACK } from "../../config/topology";
import { UserError } from "../../errors";
import type { ProjectWorkspace } from "../workspace";
import { isThirdSite } from "./abandoned-site";

/** A stack's state as it was before a region was abandoned. */
export interface KeptState {
  /** Resources that left the state. */
  readonly urns: readonly string[];
  readonly exported: StackExport;
}

/** The files beside a project that keep the states of an abandoned region. They contain no secret in plain text. */
export class KeptStates {
  private readonly folder: string;

  /** @param project path of the project's Pulumi.yaml */
  constructor(
    project: string,
    private readonly region: string,
  ) {
    this.folder = join(dirname(project), "abandoned", region);
  }

  fileOf(stack: string): string {
    return join(this.folder, `${stack}.json`);
  }

  /** Writes a state, unless there is one: the first is the complete one, and a repetition must not replace it. */
  write(stack: string, state: KeptState): void {
    mkdirSync(this.folder, { recursive: true });
    const file = this.fileOf(stack);
    if (!existsSync(file)) writeFileSync(file, JSON.stringify(state, null, 2), { mode: 0o600 });
  }

  read(stack: string): KeptState {
    return JSON.parse(readFileSync(this.fileOf(stack), "utf8")) as KeptState;
  }

  /** Those of the stacks that have a file. */
  of(stacks: readonly string[]): string[] {
    return stacks.filter((stack) => existsSync(this.fileOf(stack)));
  }

  /**
   * The same.
   * @throws UserError when there is none
   */
  required(stacks: readonly string[]): string[] {
    const kept = this.of(stacks);
    if (kept.length > 0) return kept;
    throw new UserError(`${this.folder}: has no exported state; ${this.region} was not abandoned here`);
  }
}

/** The stacks with resources in a region: its own stack, which a third site does not have, and the global one. */
export function stacksOf({ config }: Pick<ProjectWorkspace, "config">, region: string): string[] {
  const own = (config.regions[region] ?? config.abandoned[region])?.stack;
  if (own !== undefined) return [own, GLOBAL_STACK];
  return region in config.abandoned || isThirdSite(config, region) ? [GLOBAL_STACK] : [];
}
