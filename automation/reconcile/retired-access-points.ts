import { deploymentName } from "../../config/naming";
import { GLOBAL_STACK } from "../../config/topology";
import type { AccessPoint } from "../../failover/adapters/aws/access-points";
import type { ExportedResource } from "../../resources/from-stack-export";
import { S3_BUCKET, S3CONTROL_MULTI_REGION_ACCESS_POINT } from "../../resources/types";
import { type StackResult, unstarted, type WorkspaceEvent } from "../events";
import { lastLine } from "../last-line";
import { stateResources } from "../lost/stacks";
import type { ProjectWorkspace } from "../workspace";

/**
 * Access points that the program replaced and that still have one of the buckets. They are retained for their clients, but S3 deletes no bucket of
 * an access point (Amazon S3 User Guide, "Rules for choosing buckets for Amazon S3 Multi-Region Access Points").
 * @param project the project's name
 * @param known the resources of the deployment, whose access point is not returned
 * @param deleted the resources that will be deleted
 */
export async function retiredAccessPoints(
  project: string,
  known: readonly ExportedResource[],
  deleted: readonly ExportedResource[],
): Promise<AccessPoint[]> {
  const buckets = new Set(deleted.filter(({ type }) => type === S3_BUCKET).map(({ id = "" }) => id));
  // The provider's id of an access point is ACCOUNT:NAME.
  const ids = known.filter(({ type }) => type === S3CONTROL_MULTI_REGION_ACCESS_POINT).map(({ id = "" }) => id);
  const [accountId] = ids[0]?.split(":") ?? [];
  if (accountId === undefined || buckets.size === 0) return [];
  const { accessPoints, client } = adapter();
  const own = new RegExp(`^${deploymentName(project)}-[0-9a-f]{8}$`);
  return (await accessPoints(client(), accountId)).filter(
    (point) =>
      own.test(point.name) &&
      !ids.includes(`${accountId}:${point.name}`) &&
      point.buckets.some((bucket) => buckets.has(bucket)),
  );
}

/**
 * Deletes access points, one after the other, and waits until they do not exist.
 * @param stack whose events say so
 */
export async function deleteAccessPoints(
  points: readonly AccessPoint[],
  stack: string,
  emit: (event: WorkspaceEvent) => void,
): Promise<void> {
  if (points.length === 0) return;
  const { client, deleteAccessPoint } = adapter();
  const { systemClock } =
    require("../../failover/run/system-clock") as typeof import("../../failover/run/system-clock");
  for (const point of points) {
    const message = `deletes access point ${point.name}, which the deployment replaced`;
    emit({ kind: "diagnostic", stack, severity: "info", message });
    await deleteAccessPoint(client(), point, systemClock);
  }
}

/**
 * Deletes the retired access points before the global stack with their buckets is destroyed.
 * @returns the stack's result when that failed
 */
export async function deleteRetired(
  workspace: ProjectWorkspace,
  emit: (event: WorkspaceEvent) => void,
): Promise<StackResult | undefined> {
  if (!workspace.isDeployed(GLOBAL_STACK)) return undefined;
  try {
    const resources = await stateResources(await workspace.stack(GLOBAL_STACK));
    const retired = await retiredAccessPoints(workspace.project.name, resources, resources);
    await deleteAccessPoints(retired, GLOBAL_STACK, emit);
    return undefined;
  } catch (error) {
    return { ...unstarted(GLOBAL_STACK), state: "failed", reason: lastLine(error, GLOBAL_STACK) };
  }
}

/** Loaded on demand, because it loads the AWS SDK. */
function adapter() {
  const { ACCESS_POINT_REGION, accessPoints, deleteAccessPoint } =
    require("../../failover/adapters/aws/access-points") as typeof import("../../failover/adapters/aws/access-points");
  const { s3ControlClient } =
    require("../../failover/adapters/aws/clients/s3-control") as typeof import("../../failover/adapters/aws/clients/s3-control");
  return { accessPoints, client: () => s3ControlClient(ACCESS_POINT_REGION), deleteAccessPoint };
}
