import { ApplicationAutoScalingClient } from "@aws-sdk/client-application-auto-scaling";
import { perRegion } from "./per-region";

export const applicationAutoScalingClient = perRegion((settings) => new ApplicationAutoScalingClient(settings));
