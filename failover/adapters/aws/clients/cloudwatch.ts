import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { perRegion } from "./per-region";

export const cloudwatchClient = perRegion((settings) => new CloudWatchClient(settings));
