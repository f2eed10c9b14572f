/** The parts of a Pulumi package schema that describe a component's arguments. */

export interface PropertySchema {
  readonly type?: "string" | "number" | "boolean" | "array" | "object";
  /** Reference to a type of the schema, `#/types/TOKEN`. */
  readonly $ref?: string;
  /** The value must be known when the component is constructed. */
  readonly plain?: boolean;
  readonly items?: PropertySchema;
  readonly additionalProperties?: PropertySchema;
}

export interface ObjectSchema {
  readonly properties?: Readonly<Record<string, PropertySchema>>;
  readonly required?: readonly string[];
  readonly type?: string;
  readonly enum?: readonly { readonly value: string | number }[];
}

export interface ComponentSchema {
  readonly inputProperties: Readonly<Record<string, PropertySchema>>;
  readonly requiredInputs: readonly string[];
  readonly properties: Readonly<Record<string, PropertySchema>>;
}

export interface PackageSchema {
  readonly name: string;
  readonly version: string;
  readonly resources: Readonly<Record<string, ComponentSchema>>;
  readonly types: Readonly<Record<string, ObjectSchema>>;
}
