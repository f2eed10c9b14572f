import {
  DeleteMultiRegionAccessPointCommand,
  GetMultiRegionAccessPointCommand,
  ListMultiRegionAccessPointsCommand,
  type MultiRegionAccessPointReport,
  type S3ControlClient,
} from "@aws-sdk/client-s3-control";
import type { Clock } from "../../protocol/ports";
import { bounded, isError } from "./bounded";

/** The only region of their control plane (Amazon S3 User Guide, "Multi-Region Access Point restrictions and limitations"). */
export const ACCESS_POINT_REGION = "us-west-2";

/** How long a deletion may take, and the pause between two reads, seconds. S3 deletes asynchronously and states no limit. */
const DELETION_SECONDS = 1800;
const PAUSE_SECONDS = 5;

/** A Multi-Region Access Point. */
export interface AccessPoint {
  readonly accountId: string;
  readonly name: string;
  /** Names of its buckets. */
  readonly buckets: readonly string[];
}

/**
 * All Multi-Region Access Points of an account.
 * @param client of ACCESS_POINT_REGION
 */
export async function accessPoints(client: S3ControlClient, accountId: string): Promise<AccessPoint[]> {
  const found: MultiRegionAccessPointReport[] = [];
  let NextToken: string | undefined;
  do {
    const command = new ListMultiRegionAccessPointsCommand({ AccountId: accountId, NextToken });
    const answer = await bounded((options) => client.send(command, options));
    found.push(...(answer.AccessPoints ?? []));
    ({ NextToken } = answer);
  } while (NextToken);
  return found.map(({ Name = "", Regions = [] }) => ({
    accountId,
    name: Name,
    buckets: Regions.flatMap(({ Bucket }) => Bucket ?? []),
  }));
}

/**
 * Deletes an access point and waits until it does not exist: until then S3 refuses to delete its buckets.
 * @param client of ACCESS_POINT_REGION
 * @throws Error when it still exists after the limit
 */
export async function deleteAccessPoint(
  client: S3ControlClient,
  { accountId: AccountId, name: Name }: AccessPoint,
  clock: Pick<Clock, "monotonic" | "sleep">,
): Promise<void> {
  const started = clock.monotonic();
  for (let requested = false; ; await clock.sleep(PAUSE_SECONDS * 1000)) {
    try {
      // The client changes a command of S3 control when it sends it, and cannot send it twice.
      const read = new GetMultiRegionAccessPointCommand({ AccountId, Name });
      const { AccessPoint } = await bounded((options) => client.send(read, options));
      // A deletion that an earlier command requested continues.
      if (!requested && AccessPoint?.Status !== "DELETING") {
        // After a lost reply the same request starts no second deletion.
        const command = new DeleteMultiRegionAccessPointCommand({ AccountId, ClientToken: Name, Details: { Name } });
        await bounded((options) => client.send(command, options));
        requested = true;
      }
    } catch (error) {
      if (isError(error, "NoSuchMultiRegionAccessPoint")) return;
      throw error;
    }
    if (clock.monotonic() - started > DELETION_SECONDS * 1000) {
      throw new Error(`access point ${Name}: its deletion has not ended after ${DELETION_SECONDS} s`);
    }
  }
}
