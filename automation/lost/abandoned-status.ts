import type { RDSClient } from "@aws-sdk/client-rds";
import { DATABASE_ENGINES } from "../../config/database-engines";
import { databaseIdentifierPrefix, deploymentName } from "../../config/naming";
import type { RedoubtConfig } from "../../config/parse";
import { ec2Client } from "../../failover/adapters/aws/clients/ec2";
import { rdsClient } from "../../failover/adapters/aws/clients/rds";
import { databasesNamed } from "../../failover/adapters/aws/deployed-databases";
import { NetworkFencing } from "../../failover/adapters/aws/fencing";
import { unansweredRegions } from "../../failover/adapters/aws/unanswered";
import { lastLine } from "../last-line";

/** What is left of an abandoned region. */
export interface AbandonedStatus {
  readonly region: string;
  /** Whether the region answers; null when it is named as lost and was not called. */
  readonly answers: boolean | null;
  /** Identifiers of the databases that were found there; the reason as text when they cannot be read. */
  readonly databases: readonly string[] | string;
  /** Whether the path to the database is closed in its network; null when there is no network, or it was not read. */
  readonly fenced: boolean | null;
}

interface Clients {
  readonly ec2: typeof ec2Client;
  readonly rds: (region: string) => RDSClient;
  readonly unanswered: (regions: readonly string[]) => Promise<readonly string[]>;
}

const ON_AWS: Clients = { ec2: ec2Client, rds: rdsClient, unanswered: unansweredRegions };

/**
 * Looks for what an abandoned region still has, if it answers. Changes nothing: the active region's controller fences it.
 * @param project the project's name
 * @param clients replace AWS in tests
 */
export async function abandonedStatus(
  { abandoned, database, lost }: Pick<RedoubtConfig, "abandoned" | "database" | "lost">,
  project: string,
  clients: Clients = ON_AWS,
): Promise<AbandonedStatus[]> {
  const regions = Object.keys(abandoned);
  const unanswered = await clients.unanswered(regions.filter((region) => !lost.includes(region)));
  const prefix = databaseIdentifierPrefix(deploymentName(project));
  const fencing = new NetworkFencing(
    { project, regions: abandoned, databasePort: DATABASE_ENGINES[database.engine].port },
    clients.ec2,
  );
  return Promise.all(
    regions.map(async (region): Promise<AbandonedStatus> => {
      const answers = lost.includes(region) ? null : !unanswered.includes(region);
      if (!answers) return { region, answers, databases: [], fenced: null };
      const [databases, fenced] = await Promise.all([
        databasesNamed(clients.rds(region), `${prefix}-${region}-`).catch(lastLine),
        fencing.isConfirmed(region).catch(() => undefined),
      ]);
      return { region, answers, databases, fenced: fenced ?? null };
    }),
  );
}
