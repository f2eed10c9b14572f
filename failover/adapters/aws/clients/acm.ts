import { ACMClient } from "@aws-sdk/client-acm";
import { perRegion } from "./per-region";

export const acmClient = perRegion((settings) => new ACMClient(settings));
