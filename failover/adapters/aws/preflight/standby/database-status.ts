import {
  DescribeDBInstancesCommand,
  DescribePendingMaintenanceActionsCommand,
  type PendingMaintenanceAction,
} from "@aws-sdk/client-rds";
import { Doubt } from "../../../../run/preflight";
import { bounded, isError } from "../../bounded";
import { resourcesOf } from "../../resources";
import type { StandbyParts } from "./parts";

/** Maintenance that RDS applies by itself within this time fails the check, milliseconds. */
const SOON_MS = 7 * 86_400_000;

/** Whether the region's DB instance can be promoted at any time: it is available, and no maintenance is about to restart it. */
export async function databaseStatus({ clients, deployment, ports, to }: StandbyParts): Promise<string> {
  const { databaseIdentifier } = resourcesOf(deployment, to);
  const client = clients.rds(to);
  const describe = new DescribeDBInstancesCommand({ DBInstanceIdentifier: databaseIdentifier });
  const { DBInstances } = await bounded((options) => client.send(describe, options)).catch(notInstance);
  const { DBInstanceArn, DBInstanceStatus } = DBInstances?.[0] ?? {};
  if (DBInstanceStatus !== "available") {
    throw new Error(
      `${databaseIdentifier}: is ${DBInstanceStatus}, not available; RDS promotes no instance in some statuses`,
    );
  }
  const maintenance = new DescribePendingMaintenanceActionsCommand({ ResourceIdentifier: DBInstanceArn });
  const { PendingMaintenanceActions = [] } = await bounded((options) => client.send(maintenance, options));
  const actions = PendingMaintenanceActions.flatMap((resource) => resource.PendingMaintenanceActionDetails ?? []);
  const soon = actions.flatMap((action) => {
    const at = appliedAt(action);
    return at < ports.clock.now() + SOON_MS ? [`${action.Action} on ${new Date(at).toISOString().slice(0, 10)}`] : [];
  });
  if (soon.length > 0) {
    throw new Error(`${databaseIdentifier}: RDS applies ${soon.join(", ")}; apply it now, while both regions work`);
  }
  const pending = actions.map(({ Action }) => Action).join(", ");
  return `${databaseIdentifier} is available, pending maintenance: ${pending || "none"}`;
}

/** Milliseconds since 1970; infinite without a date. */
function appliedAt({ AutoAppliedAfterDate, CurrentApplyDate, ForcedApplyDate }: PendingMaintenanceAction): number {
  const dates = [AutoAppliedAfterDate, CurrentApplyDate, ForcedApplyDate];
  return Math.min(...dates.flatMap((date) => date?.getTime() ?? []));
}

function notInstance(error: Error): never {
  if (!isError(error, "DBInstanceNotFound", "DBInstanceNotFoundFault")) throw error;
  throw new Doubt("the database is not an RDS instance; see the status of its cluster");
}
