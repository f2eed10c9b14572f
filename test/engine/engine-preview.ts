import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type ConfigMap, type EngineEvent, LocalWorkspace, type PulumiFn } from "@pulumi/pulumi/automation";
import type { PolicyConfiguration } from "../../policy/config";
import { temporaryFolder } from "../support/temporary-folder";

/** Whether the Pulumi CLI is installed. */
export function hasPulumi(): boolean {
  return spawnSync("pulumi", ["version"]).status === 0;
}

/** A program as one stack of a project. */
export interface EngineStack {
  project: string;
  stack: string;
  program: PulumiFn;
  config: ConfigMap;
  /** Levels, parameters and suppressions. @default those of policy-config.json */
  packConfig?: PolicyConfiguration;
}

/** The engine's results: each violation as "policy urn", and errors that are not violations. */
export interface EngineVerdicts {
  violations: string[];
  /** The violations that fail the preview. */
  mandatory: string[];
  /** The inputs that rules set, by URN. */
  remediations: Map<string, Record<string, unknown>>;
  errors: string[];
  /** Every resource that the engine registered. */
  urns: Set<string>;
}

/** The engine's event of a remediation, which the SDK's types lack. */
type RemediationEvent = EngineEvent & {
  policyRemediationEvent?: { resourceUrn?: string; after?: Record<string, unknown> };
};

/** Previews a program with the real engine and the pack, like `pulumi preview --policy-pack policy`. */
export async function previewWithPack({
  project,
  stack,
  program,
  config,
  packConfig,
}: EngineStack): Promise<EngineVerdicts> {
  const engine = await LocalWorkspace.createOrSelectStack(
    { projectName: project, stackName: stack, program },
    { workDir: temporaryFolder("workspace") },
  );
  await engine.setAllConfig(config);
  const verdicts: EngineVerdicts = {
    violations: [],
    mandatory: [],
    remediations: new Map(),
    errors: [],
    urns: new Set(),
  };
  const listen = ({ policyEvent, policyRemediationEvent, diagnosticEvent, resourcePreEvent }: RemediationEvent) => {
    if (resourcePreEvent) verdicts.urns.add(resourcePreEvent.metadata.urn);
    if (policyRemediationEvent) {
      const { resourceUrn = "", after = {} } = policyRemediationEvent;
      verdicts.remediations.set(resourceUrn, after);
    }
    if (policyEvent) {
      const violation = `${policyEvent.policyName} ${policyEvent.resourceUrn ?? ""}`;
      verdicts.violations.push(violation);
      if (policyEvent.enforcementLevel === "mandatory") verdicts.mandatory.push(violation);
    }
    // The failure caused by a mandatory violation is not an error of the program.
    const failed = diagnosticEvent?.severity === "error" && diagnosticEvent.message.trim() !== "preview failed";
    if (failed) verdicts.errors.push(diagnosticEvent.message);
  };
  try {
    await engine.preview({
      policyPacks: [resolve("policy")],
      policyPackConfigs: [packConfig === undefined ? resolve("policy-config.json") : written(packConfig)],
      onEvent: listen,
    });
  } catch (error) {
    // Mandatory violations fail the preview. They were reported by events.
    if (verdicts.violations.length === 0) throw error;
  }
  return verdicts;
}

/** The path of a configuration file for the pack. */
function written(configuration: PolicyConfiguration): string {
  const file = join(temporaryFolder("pack"), "policy-config.json");
  writeFileSync(file, JSON.stringify(configuration));
  return file;
}

/** Writes outputs to a stack's state as if it had been updated, for the stacks that read them. */
export async function giveOutputs(project: string, stack: string, outputs: Record<string, unknown>): Promise<void> {
  const engine = await LocalWorkspace.createOrSelectStack(
    {
      projectName: project,
      stackName: stack,
      program: async () => {},
    },
    { workDir: temporaryFolder("workspace") },
  );
  const state = await engine.exportStack();
  const root = {
    urn: `urn:pulumi:${stack}::${project}::pulumi:pulumi:Stack::${project}-${stack}`,
    custom: false,
    type: "pulumi:pulumi:Stack",
    outputs,
  };
  await engine.importStack({ ...state, deployment: { ...state.deployment, resources: [root] } });
}
