import * as pulumi from "@pulumi/pulumi";
import { UserError } from "../errors";
import * as components from ".";
import { checkArguments } from "./check-arguments";
import inferred from "./schema.json";
import type { PackageSchema } from "./schema-types";

type Component = new (name: string, args: never, options: pulumi.ComponentResourceOptions) => pulumi.ComponentResource;

const SCHEMA: PackageSchema = inferred as unknown as PackageSchema;

/**
 * Serves the components to the engine. `pulumi.componentProviderHost` would infer the schema from the sources each time it starts, which
 * the installed package does not have; here the same analyzer infers it when the package is made (generate/component-schema.ts).
 */
export function serve(args: string[]): Promise<void> {
  return pulumi.provider.main(new ComponentProvider(), args);
}

export class ComponentProvider implements pulumi.provider.Provider {
  readonly version = SCHEMA.version;

  async getSchema(): Promise<string> {
    return JSON.stringify(SCHEMA);
  }

  async construct(
    name: string,
    token: string,
    inputs: pulumi.Inputs,
    options: pulumi.ComponentResourceOptions,
  ): Promise<pulumi.provider.ConstructResult> {
    try {
      return construct(name, token, inputs, options);
    } catch (error) {
      // The engine shows the stack of any other error.
      if (error instanceof UserError) throw new pulumi.RunError(error.message);
      throw error;
    }
  }
}

function construct(
  name: string,
  token: string,
  inputs: pulumi.Inputs,
  options: pulumi.ComponentResourceOptions,
): pulumi.provider.ConstructResult {
  checkArguments(SCHEMA, token, name, inputs);
  const constructors: Readonly<Record<string, Component>> = components;
  const Constructor = constructors[token.split(":").at(-1) ?? ""] as Component;
  const component = new Constructor(name, inputs as never, options);
  const outputs = Object.keys(SCHEMA.resources[token]?.properties ?? {});
  const values = component as unknown as Readonly<Record<string, unknown>>;
  return { urn: component.urn, state: Object.fromEntries(outputs.map((key) => [key, values[key]])) };
}
