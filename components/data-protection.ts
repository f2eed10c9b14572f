import type { CustomResourceOptions } from "@pulumi/pulumi";

/**
 * Options of a resource that holds data: the engine refuses to delete it, and where it leaves the program none the less it
 * stays in the cloud.
 * @param protect false for a stack that is to be torn down
 */
export function dataOptions(protect = true): Pick<CustomResourceOptions, "protect" | "retainOnDelete"> {
  return { protect, retainOnDelete: protect };
}
