/** A resource of a stack export: type, logical name, inputs, and what else the export says about it. */
export type Entry = readonly [type: string, name: string, inputs: object, more?: More];

interface More {
  /** What the provider reported, besides the id. */
  outputs?: object;
  /** Names of the entries that a property's value came from. */
  from?: Readonly<Record<string, readonly string[]>>;
  /** Its provider's region. @default "us-east-1" */
  region?: string;
  /** @default "prod" */
  stack?: string;
  /** Whether the program only reads it. */
  external?: true;
}

/** The export of one or several stacks, in one document. */
export function stackExport(entries: readonly Entry[]): string {
  const urns = new Map(entries.map(([type, name, , { stack = "prod" } = {}]) => [name, urnOf(stack, type, name)]));
  const regions = new Set(entries.map(([, , , { stack = "prod", region = "us-east-1" } = {}]) => `${stack} ${region}`));
  const providers = [...regions].map((key) => {
    const [stack = "", region = ""] = key.split(" ");
    return {
      urn: urnOf(stack, "pulumi:providers:aws", region),
      custom: true,
      id: region,
      type: "pulumi:providers:aws",
      inputs: { region },
      outputs: { region },
    };
  });
  const resources = entries.map(
    ([type, name, inputs, { outputs, from = {}, region = "us-east-1", stack = "prod", external } = {}]) => {
      const dependencies = Object.fromEntries(
        Object.entries(from).map(([property, names]) => [property, names.map((other) => urns.get(other) ?? other)]),
      );
      return {
        urn: urnOf(stack, type, name),
        type,
        custom: true,
        id: `${name}-1`,
        inputs: external ? {} : inputs,
        outputs: { id: `${name}-1`, ...(external ? inputs : {}), ...outputs },
        dependencies: Object.values(dependencies).flat(),
        propertyDependencies: dependencies,
        provider: `${urnOf(stack, "pulumi:providers:aws", region)}::${region}`,
        ...(external ? { external } : {}),
      };
    },
  );
  return JSON.stringify({ version: 3, deployment: { manifest: {}, resources: [...providers, ...resources] } });
}

function urnOf(stack: string, type: string, name: string): string {
  return `urn:pulumi:${stack}::app::${type}::${name}`;
}
