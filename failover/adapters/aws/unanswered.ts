import { GetCallerIdentityCommand, type STSClient } from "@aws-sdk/client-sts";
import { Denied, InvalidCredentials } from "../../protocol/ports";
import { bounded } from "./bounded";
import { stsClient } from "./clients/sts";

/** Long enough for a slow endpoint, and short enough to wait for before an operation. */
const PROBE_SECONDS = 5;

/**
 * Those of the regions whose STS endpoint does not answer at all. An error of the service is an answer.
 * @param clientOf replaces AWS in tests
 */
export async function unansweredRegions(
  regions: readonly string[],
  clientOf: (region: string) => Pick<STSClient, "send"> = stsClient,
): Promise<string[]> {
  const answers = await Promise.all(regions.map((region) => answered(clientOf(region))));
  return regions.filter((_, index) => !answers[index]);
}

async function answered(client: Pick<STSClient, "send">): Promise<boolean> {
  try {
    await bounded((options) => client.send(new GetCallerIdentityCommand({}), options), PROBE_SECONDS);
    return true;
  } catch (error) {
    // Without valid credentials it cannot be decided; the operation reports them.
    if (error instanceof Denied || error instanceof InvalidCredentials) return true;
    return (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode !== undefined;
  }
}
