import type * as pulumi from "@pulumi/pulumi";

/** The same structure with a `pulumi.Input` for each leaf, for values that are known after a deployment. */
export type Inputs<T> = [T] extends [string | number | boolean | undefined]
  ? pulumi.Input<NonNullable<T>>
  : T extends readonly (infer Element)[]
    ? readonly Inputs<Element>[]
    : { readonly [Key in keyof T]: Inputs<NonNullable<T[Key]>> };
