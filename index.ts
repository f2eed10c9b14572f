import { readLiveLease } from "./stacks/live-lease";
import { programOf } from "./stacks/program";

/** The program that the Pulumi CLI runs for every stack. */
export = programOf(readLiveLease);
