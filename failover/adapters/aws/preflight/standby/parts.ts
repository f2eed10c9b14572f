import type { Deployment } from "../../../../deployment";
import type { FailoverPorts } from "../../../../protocol/ports";
import type { AwsClients } from "../../clients";
import type { TableClient } from "../../table-client";

/** What the checks of a standby need. */
export interface StandbyParts {
  readonly deployment: Deployment;
  /** The region that would become active. */
  readonly to: string;
  readonly ports: FailoverPorts;
  readonly table: Pick<TableClient, "get">;
  readonly clients: Pick<AwsClients, "rds">;
}
