import * as pulumi from "@pulumi/pulumi";
import { UserError } from "../errors";
import { loadConfig } from "./config";
import { edgeProgram } from "./edge";
import { globalProgram } from "./global";
import { regionProgram } from "./region";
import { stackPlans } from "./topology";

/**
 * The program of the running stack; its return value is the stack's outputs.
 * @throws UserError when the configuration is faulty or the stack is none of the topology's
 */
export async function program(): Promise<object> {
  const config = loadConfig();
  const plans = stackPlans(config);
  const plan = plans.find(({ stack }) => stack === pulumi.getStack());
  if (!plan) {
    const known = plans.map(({ stack }) => stack).join(", ");
    throw new UserError(`stack: got ${pulumi.getStack()}, which is not in the topology; name one of ${known}`);
  }
  if (plan.kind === "global") return globalProgram(config);
  if (plan.kind === "edge") return edgeProgram(config);
  return regionProgram(config, plan.region ?? "");
}
