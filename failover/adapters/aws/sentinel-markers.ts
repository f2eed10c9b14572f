import type { LambdaClient } from "@aws-sdk/client-lambda";
import type { Deployment } from "../../deployment";
import { Refused } from "../../protocol/ports";
import type { SentinelEvent } from "../../sentinel/environment";
import type { DatabaseMarkers } from "../markers";
import { isError } from "./bounded";
import { invoke } from "./functions";

/** Time limit of one call, seconds. It includes a cold start of the function. */
const CALL_SECONDS = 8;

/** Markers through the sentinel of each region. */
export class SentinelMarkers implements DatabaseMarkers {
  constructor(
    private readonly deployment: Pick<Deployment, "sentinelFunctionName" | "regions">,
    private readonly clientOf: (region: string) => LambdaClient,
  ) {}

  async write(region: string, marker: string): Promise<void> {
    await this.call(region, { action: "write-marker", marker });
  }

  async read(region: string): Promise<string | undefined> {
    const result = (await this.call(region, { action: "read-marker" })) as { marker?: unknown } | null;
    return typeof result?.marker === "string" ? result.marker : undefined;
  }

  private async call(region: string, event: SentinelEvent): Promise<unknown> {
    if (!(region in this.deployment.regions)) throw new Refused(`region ${region}: is not in the deployment`);
    const name = this.deployment.sentinelFunctionName;
    try {
      return await invoke(this.clientOf(region), name, event, CALL_SECONDS);
    } catch (error) {
      if (!isError(error, "ResourceNotFoundException")) throw error;
      throw new Refused(`sentinel ${name}: not found in ${region}; deploy the region's stack first: redoubt up`);
    }
  }
}
