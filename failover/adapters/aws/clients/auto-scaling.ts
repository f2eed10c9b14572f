import { AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import { perRegion } from "./per-region";

export const autoScalingClient = perRegion((settings) => new AutoScalingClient(settings));
