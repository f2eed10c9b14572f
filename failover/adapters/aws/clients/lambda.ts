import { LambdaClient } from "@aws-sdk/client-lambda";
import { perRegion } from "./per-region";

/** An invocation lasts as long as the function: the caller limits the time, and a repetition would be a second invocation. */
export const lambdaClient = perRegion(
  ({ region, requestHandler: { connectionTimeout } }) =>
    new LambdaClient({ region, maxAttempts: 1, requestHandler: { connectionTimeout } }),
);
