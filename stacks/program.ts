import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { cloudFrontRegion } from "../components/edge/edge-certificate";
import { loadConfig, type RedoubtConfig } from "../config/parse";
import { type StackPlan, stackPlans, thirdSite } from "../config/topology";
import { UserError } from "../errors";
import { edgeProgram } from "./edge";
import { globalProgram } from "./global";
import { regionProgram } from "./region";
import { type ReadLease, refuseUndoing } from "./update-guard";

/**
 * What runs for every stack; its return value is the stack's outputs. A user's mistake ends it with one message.
 * @param readLease tells the region that is live
 */
export function programOf(readLease: ReadLease): () => Promise<object> {
  return async () => {
    try {
      return await program(readLease);
    } catch (error) {
      // Pulumi prints a RunError as its message alone.
      throw error instanceof UserError ? new pulumi.RunError(error.message) : error;
    }
  };
}

/**
 * @throws UserError when the configuration is faulty, the stack is none of the topology's, or the update would undo a failover
 */
async function program(readLease: ReadLease): Promise<object> {
  const config = loadConfig();
  const plans = stackPlans(config);
  const plan = plans.find(({ stack }) => stack === pulumi.getStack());
  if (!plan) {
    const known = plans.map(({ stack }) => stack).join(", ");
    throw new UserError(`stack: got ${pulumi.getStack()}, which is not in the topology; name one of ${known}`);
  }
  await refuseUndoing(config, readLease);
  const provider = new aws.Provider("aws", { region: providerRegion(config, plan) });
  if (plan.kind === "global") return globalProgram(config, provider);
  if (plan.kind === "edge") return edgeProgram(config, provider);
  return regionProgram(config, plan.region ?? "", provider);
}

function providerRegion(config: RedoubtConfig, { kind, region }: StackPlan): string {
  if (kind === "edge") return cloudFrontRegion;
  return region ?? thirdSite(config);
}
