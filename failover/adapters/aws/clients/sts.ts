import { STSClient } from "@aws-sdk/client-sts";
import { perRegion } from "./per-region";

export const stsClient = perRegion((settings) => new STSClient(settings));
