import * as pulumi from "@pulumi/pulumi";
import { UserError } from "./errors";
import { program } from "./stacks/program";

/** What the Pulumi CLI runs for every stack. */
export = async () => {
  try {
    return await program();
  } catch (error) {
    // Pulumi prints a RunError as its message alone.
    throw error instanceof UserError ? new pulumi.RunError(error.message) : error;
  }
};
