import { redoubt } from "./stacks/redoubt";

/** The program that the Pulumi CLI runs for every stack. */
export = redoubt();
