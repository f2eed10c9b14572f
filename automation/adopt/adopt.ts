import { stringify } from "yaml";
import { DATABASE_ENGINES, type DatabaseEngineName, isAurora } from "../../config/database-engines";
import { type AdoptOptions, type Proposal, propose } from "./propose";

type Inventories = typeof import("../../failover/adapters/aws/inventory/take-inventory");

/**
 * The configuration for what exists in a region of the account. It only reads.
 * @throws UserError where several networks or databases are possible
 */
export async function adopt(options: AdoptOptions): Promise<Proposal> {
  // The AWS SDK and Pulumi are loaded when they are needed.
  const inventory = require("../../failover/adapters/aws/inventory/take-inventory") as Inventories;
  const { obstacles } =
    require("../../components/database/existing-database") as typeof import("../../components/database/existing-database");
  const { region } = options;
  return propose(await inventory.takeInventory(region), options, (found) => {
    const { engine, engineVersion: version, identifier, masterUsername: username } = found;
    if (!(engine in DATABASE_ENGINES)) {
      return [`has engine ${engine}; Redoubt supports ${Object.keys(DATABASE_ENGINES).join(", ")}`];
    }
    const name = engine as DatabaseEngineName;
    if (isAurora(name)) return [`is a cluster of ${engine}, which cannot be adopted`];
    const { masterUserSecrets, vpcSecurityGroups, ...known } = found;
    const path = `regions.${region}.database.existing`;
    return obstacles(
      { region, path, identifier, engine: name, version, username },
      { ...known, masterUserSecrets: masterUserSecrets as never[], vpcSecurityGroups: [...vpcSecurityGroups] },
    );
  });
}

/** The lines for the project's Pulumi.yaml. */
export function proposalText({ notes, obstacles, settings }: Proposal): string {
  const config = Object.entries(settings).map(([key, value]) => [
    `redoubt:${key}`,
    typeof value === "object" ? { value } : value,
  ]);
  return [
    ...notes.map((note) => `# ${note}`),
    ...obstacles.map((obstacle) => `# before the adoption: ${obstacle}`),
    stringify(Object.fromEntries(config), { lineWidth: 0 }),
  ].join("\n");
}
