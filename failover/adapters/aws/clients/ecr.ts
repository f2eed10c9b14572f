import { ECRClient } from "@aws-sdk/client-ecr";
import { perRegion } from "./per-region";

export const ecrClient = perRegion((settings) => new ECRClient(settings));
