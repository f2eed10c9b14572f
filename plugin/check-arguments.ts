import * as pulumi from "@pulumi/pulumi";
import { UserError } from "../errors";
import type { PackageSchema, PropertySchema } from "./schema-types";

type Properties = Readonly<Record<string, PropertySchema>>;

/**
 * Checks the arguments of a component that a program in any language passed. Not every language checks them by the schema.
 * @throws UserError that lists every argument that is missing, unknown or of another type
 */
export function checkArguments(schema: PackageSchema, token: string, name: string, args: object): void {
  const component = Object.hasOwn(schema.resources, token) ? schema.resources[token] : undefined;
  if (!component) {
    const known = Object.keys(schema.resources).map((key) => key.replace(":index:", ":"));
    throw new UserError(`${name}: type: got ${token.replace(":index:", ":")}; use one of ${known.join(", ")}`);
  }
  const faults = new ArgumentFaults(schema);
  faults.checkProperties("", args, component.inputProperties, component.requiredInputs);
  if (faults.found.length > 0) throw new UserError(faults.found.map((fault) => `${name}: ${fault}`).join("\n"));
}

class ArgumentFaults {
  readonly found: string[] = [];

  constructor(private readonly schema: PackageSchema) {}

  checkProperties(path: string, given: object, properties: Properties, required: readonly string[]): void {
    const values = given as Readonly<Record<string, unknown>>;
    for (const key of required) {
      if (values[key] === undefined || values[key] === null) this.add(`${path}${key}`, "got none; it is required");
    }
    for (const [key, value] of Object.entries(values)) {
      const property = Object.hasOwn(properties, key) ? properties[key] : undefined;
      if (property === undefined) {
        this.add(`${path}${key}`, `not an argument; use ${Object.keys(properties).join(", ")}`);
      } else if (value !== undefined && value !== null) this.checkValue(`${path}${key}`, value, property);
    }
  }

  private checkValue(path: string, value: unknown, property: PropertySchema): void {
    // The value of an output is not known yet. The provider checks it when it is.
    if (pulumi.Output.isInstance(value)) {
      if (property.plain)
        this.add(path, "got an output of a resource; use a value that is known before the deployment");
      return;
    }
    const type = property.$ref ? this.schema.types[property.$ref.replace("#/types/", "")] : undefined;
    if (type?.enum) {
      const allowed = type.enum.map((member) => member.value);
      if (!allowed.includes(value as string)) this.add(path, `got ${shown(value)}; use one of ${allowed.join(", ")}`);
    } else if (type || property.type === "object") {
      if (typeof value !== "object" || Array.isArray(value)) {
        this.add(path, `got ${shown(value)}; use ${type ? "an object" : "values by name"}`);
      } else if (type) this.checkProperties(`${path}.`, value as object, type.properties ?? {}, type.required ?? []);
      else this.checkEach(path, Object.entries(value as object), property.additionalProperties);
    } else if (property.type === "array") {
      if (!Array.isArray(value)) this.add(path, `got ${shown(value)}; use a list`);
      else this.checkEach(path, [...value.entries()], property.items);
    } else if (property.type && typeof value !== property.type) {
      this.add(path, `got ${shown(value)}; use a ${property.type}`);
    }
  }

  private checkEach(path: string, values: readonly [string | number, unknown][], each: PropertySchema | undefined) {
    if (each === undefined) return;
    for (const [key, value] of values) {
      if (value === undefined || value === null)
        this.add(`${path}.${key}`, "got none; leave it out, or give it a value");
      else this.checkValue(`${path}.${key}`, value, each);
    }
  }

  private add(path: string, message: string): void {
    this.found.push(`${path}: ${message}`);
  }
}

/** A value in a message. Objects are not shown, because they may contain secrets. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : JSON.stringify(value);
}
