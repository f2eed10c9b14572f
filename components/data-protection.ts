import type { CustomResourceOptions } from "@pulumi/pulumi";

/**
 * Options of a resource that holds data. The engine refuses to delete it; if it is removed from the program or its protection is
 * lifted, it still stays in AWS.
 * @param protect false for a stack that is meant to be destroyed
 */
export function dataOptions(protect = true): Pick<CustomResourceOptions, "protect" | "retainOnDelete"> {
  return { protect, retainOnDelete: protect };
}
