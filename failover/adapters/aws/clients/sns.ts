import { SNSClient } from "@aws-sdk/client-sns";
import { perRegion } from "./per-region";

export const snsClient = perRegion((settings) => new SNSClient(settings));
