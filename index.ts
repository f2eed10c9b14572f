import { readLiveLease } from "./stacks/live-lease";
import { programOf } from "./stacks/program";

/** What the Pulumi CLI runs for every stack. */
export = programOf(readLiveLease);
