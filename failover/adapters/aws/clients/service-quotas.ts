import { ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { perRegion } from "./per-region";

export const serviceQuotasClient = perRegion((settings) => new ServiceQuotasClient(settings));
