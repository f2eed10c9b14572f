import { GetCallerIdentityCommand, type STSClient } from "@aws-sdk/client-sts";
import { InvalidCredentials } from "../../protocol/ports";
import { bounded, isError } from "./bounded";
import { stsClient } from "./clients/sts";

/** Time to obtain credentials, and time for the call to STS, seconds. */
const CALL_SECONDS = 5;

/**
 * Checks the caller's credentials before anything else, so that missing or expired ones are not reported as a lease table that does not
 * answer. An STS endpoint that does not answer is no reason to stop.
 * @param region of the STS endpoint
 * @returns ARN of the caller; undefined when STS does not answer
 * @throws InvalidCredentials when there are none, or STS refuses them
 */
export async function checkCredentials(
  region: string,
  client: Pick<STSClient, "send" | "config"> = stsClient(region),
): Promise<string | undefined> {
  try {
    await bounded(() => client.config.credentials(), CALL_SECONDS);
  } catch (error) {
    if (!isError(error, "TimeoutError")) throw error;
    throw new InvalidCredentials(
      Object.assign(new Error(`none within ${CALL_SECONDS} s from the profile's process or service`), {
        name: error.name,
      }),
    );
  }
  try {
    return (await bounded((options) => client.send(new GetCallerIdentityCommand({}), options), CALL_SECONDS)).Arn;
  } catch (error) {
    if (error instanceof InvalidCredentials) throw error;
    return undefined;
  }
}
