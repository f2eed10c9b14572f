import { readFileSync, writeFileSync } from "node:fs";
import { isMap, isScalar, parseDocument, type YAMLMap } from "yaml";
import type { RunFlags } from "../cli/commands/run-options";
import { agrees, confirmByTyping } from "../cli/terminal/confirmation";
import { parseConfig } from "../config/parse";
import { UserError } from "../errors";
import type { AwsClients } from "../failover/adapters/aws/clients";
import { rdsClient } from "../failover/adapters/aws/clients/rds";
import { liftDeletionProtection } from "../failover/adapters/aws/deletion-protection";
import { resourcesOf } from "../failover/adapters/aws/resources";
import type { FailoverPorts } from "../failover/protocol/ports";
import { readProject } from "../preview/project";
import type { Deployed } from "./deployment";
import { follow, writeFollowed } from "./reconcile/recorded-configuration";

/**
 * The first half of a failback: where the region's database is an old primary that a failover left behind, lets the next update
 * replace it by a replica. The old instance stays as its final snapshot.
 * @param clients stand in for AWS in tests
 * @returns whether there was something to rebuild: the switch itself comes after the update
 */
export async function prepareRebuild(
  deployed: Deployed,
  ports: FailoverPorts,
  flags: RunFlags,
  to: string,
  clients: Pick<AwsClients, "rds"> = { rds: rdsClient },
): Promise<boolean> {
  const [lease, database] = await Promise.all([ports.lease.read(), ports.database.describe(to)]).catch((error) => {
    throw new UserError(`nothing was done: ${error instanceof Error ? error.message : error}`);
  });
  if (database.role !== "primary" || lease.lastWriter === to) return false;
  const { databaseIdentifier: identifier } = resourcesOf(deployed.deployment, to);
  const generation = (deployed.config.regions[to]?.database.generation ?? 1) + 1;
  const first = `rebuild the database of ${to}: ${identifier} is a primary that took no writes since ${lease.lastWriter} did`;
  tell(
    [
      first,
      ` 1. lift its protection against deletion, so that redoubt up may replace it`,
      ` 2. ${flags.project}: take ${to} out of redoubt:quarantined, raise its database.generation to ${generation}`,
      "then, by redoubt up: it is deleted (IRREVERSIBLE; its final snapshot stays) and a replica made; redoubt failback switches",
    ].join("\n"),
  );
  if (!flags.yes) await confirmByTyping(to, first);
  await liftDeletionProtection(clients.rds(to), identifier);
  const written = flags.write || (!flags.yes && (await agrees(`write this into ${flags.project}?`)));
  if (written) writeRebuild(flags.project, deployed, to, generation);
  const next = `redoubt up, then redoubt failback --to ${to}`;
  const result = { rebuild: to, database: identifier, generation, written: Boolean(written), next };
  process.stdout.write(flags.json ? `${JSON.stringify(result, null, 2)}\n` : `next: ${next}\n`);
  return true;
}

/**
 * Takes the region out of quarantine and raises its database's generation in the project's file.
 * @throws UserError where the file is written in a way that can not be edited safely; it is left as it was
 */
export function writeRebuild(file: string, { config }: Pick<Deployed, "config">, to: string, generation: number): void {
  const before = readFileSync(file, "utf8");
  const byHand = `write it by hand: ${to}: { …, database: { generation: ${generation} } }`;
  const entry = parseDocument(before).getIn(["config", "redoubt:regions", "value", to], true);
  if (!isMap(entry)) throw new UserError(`${file}: redoubt:regions has no ${to}; ${byHand}`);
  writeFileSync(file, withGeneration(before, entry, generation));
  try {
    writeFollowed(file, follow(config, config.activeRegion, null, to));
    const { regions, quarantined } = parseConfig(readProject(file).config());
    if (regions[to]?.database.generation === generation && !quarantined.includes(to)) return;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
  writeFileSync(file, before);
  throw new UserError(`${file}: could not be edited safely; ${byHand}`);
}

/** The text with the generation in a region's entry: in the place of the one there, else in the entry's own style. */
function withGeneration(text: string, entry: YAMLMap, generation: number): string {
  const known = entry.getIn(["database", "generation"], true);
  if (isScalar(known) && known.range) {
    return text.slice(0, known.range[0]) + generation + text.slice(known.range[1]);
  }
  const [start, end] = entry.range ?? [0, 0];
  const added = `database: { generation: ${generation} }`;
  if (entry.flow) return `${text.slice(0, end - 1).trimEnd()}, ${added} ${text.slice(end - 1)}`;
  // As the first of its lines: a comment behind the last one stays with it.
  const indent = text.slice(text.lastIndexOf("\n", start) + 1, start);
  return `${text.slice(0, start)}${added}\n${indent}${text.slice(start)}`;
}

function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}
