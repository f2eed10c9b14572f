import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { perRegion } from "./per-region";

export const secretsManagerClient = perRegion((settings) => new SecretsManagerClient(settings));
