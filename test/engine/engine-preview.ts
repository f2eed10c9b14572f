import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { type ConfigMap, type EngineEvent, LocalWorkspace, type PulumiFn } from "@pulumi/pulumi/automation";

/** Whether the Pulumi CLI is there. */
export function hasPulumi(): boolean {
  return spawnSync("pulumi", ["version"]).status === 0;
}

/** A program as one stack of a project. */
export interface EngineStack {
  project: string;
  stack: string;
  program: PulumiFn;
  config: ConfigMap;
}

/** What the engine told: each violation as "policy urn", and what failed beside policies. */
export interface EngineVerdicts {
  violations: string[];
  /** Those of them that fail the preview. */
  mandatory: string[];
  errors: string[];
  /** Every resource that the engine registered. */
  urns: Set<string>;
}

/** Previews a program by the real engine with the pack, as `pulumi preview --policy-pack policy` does. */
export async function previewWithPack({ project, stack, program, config }: EngineStack): Promise<EngineVerdicts> {
  const engine = await LocalWorkspace.createOrSelectStack({ projectName: project, stackName: stack, program });
  await engine.setAllConfig(config);
  const verdicts: EngineVerdicts = { violations: [], mandatory: [], errors: [], urns: new Set() };
  const listen = ({ policyEvent, diagnosticEvent, resourcePreEvent }: EngineEvent) => {
    if (resourcePreEvent) verdicts.urns.add(resourcePreEvent.metadata.urn);
    if (policyEvent) {
      const violation = `${policyEvent.policyName} ${policyEvent.resourceUrn ?? ""}`;
      verdicts.violations.push(violation);
      if (policyEvent.enforcementLevel === "mandatory") verdicts.mandatory.push(violation);
    }
    // What a mandatory violation makes of the preview is no error of the program.
    const failed = diagnosticEvent?.severity === "error" && diagnosticEvent.message.trim() !== "preview failed";
    if (failed) verdicts.errors.push(diagnosticEvent.message);
  };
  try {
    await engine.preview({
      policyPacks: [resolve("policy")],
      policyPackConfigs: [resolve("policy-config.json")],
      onEvent: listen,
    });
  } catch (error) {
    // A mandatory violation fails the preview: its events have told it.
    if (verdicts.violations.length === 0) throw error;
  }
  return verdicts;
}

/** Puts outputs in a stack's state, as if it had been updated, for the stacks that read them. */
export async function giveOutputs(project: string, stack: string, outputs: Record<string, unknown>): Promise<void> {
  const engine = await LocalWorkspace.createOrSelectStack({
    projectName: project,
    stackName: stack,
    program: async () => {},
  });
  const state = await engine.exportStack();
  const root = {
    urn: `urn:pulumi:${stack}::${project}::pulumi:pulumi:Stack::${project}-${stack}`,
    custom: false,
    type: "pulumi:pulumi:Stack",
    outputs,
  };
  await engine.importStack({ ...state, deployment: { ...state.deployment, resources: [root] } });
}
