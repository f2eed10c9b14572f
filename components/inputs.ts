import * as pulumi from "@pulumi/pulumi";

/** The same structure with a `pulumi.Input` for each leaf, for values that are known after a deployment. */
export type Inputs<T> = [T] extends [string | number | boolean | undefined]
  ? pulumi.Input<NonNullable<T>>
  : T extends readonly (infer Element)[]
    ? readonly Inputs<Element>[]
    : { readonly [Key in keyof T]: Inputs<NonNullable<T[Key]>> };

/** An ARN, or a resource that has one, such as an `aws.kms.Key`. */
export type ArnInput = pulumi.Input<string> | { readonly arn: pulumi.Input<string> };

/** The ARN of an `ArnInput`. */
export function arnOf(value: ArnInput): pulumi.Input<string> {
  if (typeof value === "string" || pulumi.Output.isInstance(value) || value instanceof Promise) return value;
  return value.arn;
}
