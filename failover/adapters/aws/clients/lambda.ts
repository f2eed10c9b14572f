import { LambdaClient } from "@aws-sdk/client-lambda";
import { perRegion } from "./per-region";

/** No retries: an invocation lasts as long as the function, and a retry would be a second invocation. The caller limits the time. */
export const lambdaClient = perRegion(
  ({ region, requestHandler: { connectionTimeout } }) =>
    new LambdaClient({ region, maxAttempts: 1, requestHandler: { connectionTimeout } }),
);
