import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { cloudFrontRegion } from "../components/edge-certificate";
import { UserError } from "../errors";
import { loadConfig, type RedoubtConfig } from "./config";
import { edgeProgram } from "./edge";
import { globalProgram } from "./global";
import { checkLiveLease } from "./live-lease";
import { regionProgram } from "./region";
import { type StackPlan, stackPlans, thirdSite } from "./topology";

/**
 * The program of the running stack; its return value is the stack's outputs.
 * @throws UserError when the configuration is faulty, the stack is none of the topology's, or the update would undo a failover
 */
export async function program(): Promise<object> {
  const config = loadConfig();
  const plans = stackPlans(config);
  const plan = plans.find(({ stack }) => stack === pulumi.getStack());
  if (!plan) {
    const known = plans.map(({ stack }) => stack).join(", ");
    throw new UserError(`stack: got ${pulumi.getStack()}, which is not in the topology; name one of ${known}`);
  }
  const provider = new aws.Provider("aws", { region: providerRegion(config, plan) });
  await checkLiveLease(config, provider);
  if (plan.kind === "global") return globalProgram(config, provider);
  if (plan.kind === "edge") return edgeProgram(config, provider);
  return regionProgram(config, plan.region ?? "", provider);
}

function providerRegion(config: RedoubtConfig, { kind, region }: StackPlan): string {
  if (kind === "edge") return cloudFrontRegion;
  return region ?? thirdSite(config);
}
