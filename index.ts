import { readDeployedDatabases, readLiveLease } from "./stacks/live-state";
import { programOf } from "./stacks/program";

/** The program that the Pulumi CLI runs for every stack. */
export = programOf(readLiveLease, readDeployedDatabases);
