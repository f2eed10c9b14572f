import { join } from "node:path";
import { previewInProcess } from "../../automation/in-process-preview";

/** The preview of the project of an example, without an engine. */
export async function previewedExample(name: string) {
  const project = join(__dirname, "../../examples", name, "Pulumi.yaml");
  const { document } = await previewInProcess({ project });
  return {
    document,
    mandatory: document.violations
      .filter(({ enforcementLevel }) => enforcementLevel === "mandatory")
      .map(({ policy, message }) => `${policy}: ${message}`),
    /** The regions of all resources of a type. */
    regionsOf: (type: string) =>
      document.stacks
        .flatMap(({ resources }) => resources)
        .filter((resource) => resource.type === type)
        .map(({ region }) => region),
  };
}
