import { readFileSync, writeFileSync } from "node:fs";
import { isMap, isNode, isScalar, parseDocument, type YAMLMap } from "yaml";
import { parseConfig } from "../../config/parse";
import { UserError } from "../../errors";
import { readProject } from "../../preview/project";

/** The two settings that record a completed failover. */
export interface RecordedConfiguration {
  readonly activeRegion: string;
  readonly quarantined: readonly string[];
}

/** A database that the next update replaces by a replica. */
export interface Rebuild {
  readonly region: string;
  /** Identifier of the RDS instance that is replaced. */
  readonly databaseIdentifier: string;
  /** Value of the region's `database.generation` that makes the update replace it. */
  readonly generation: number;
}

/**
 * The settings after a region has become active.
 * @param change.formerPrimary the region whose database stays a primary that must not take writes
 * @param change.rebuilt the region whose database becomes a replica; by default the active one leaves quarantine
 */
export function recordedAfter(
  { quarantined }: Pick<RecordedConfiguration, "quarantined">,
  change: { readonly active: string; readonly formerPrimary?: string; readonly rebuilt?: string },
): RecordedConfiguration {
  const { active, formerPrimary, rebuilt } = change;
  const others = quarantined.filter((region) => ![active, formerPrimary, rebuilt].includes(region));
  return { activeRegion: active, quarantined: formerPrimary === undefined ? others : [...others, formerPrimary] };
}

/** The lines as Pulumi.yaml has them under `config`. */
export function renderRecorded(configuration: RecordedConfiguration): string {
  return Object.values(entries(configuration))
    .map((entry) => `  ${entry}`)
    .join("\n");
}

function entries({ activeRegion, quarantined }: RecordedConfiguration) {
  return {
    "redoubt:activeRegion": `redoubt:activeRegion: ${activeRegion}`,
    "redoubt:quarantined": `redoubt:quarantined: { value: [${quarantined.join(", ")}] }`,
  };
}

/**
 * Writes the settings into the project's file. Everything else in it stays unchanged, comments included.
 * @throws UserError when the file does not set the active region
 */
export function recordFailover(file: string, configuration: RecordedConfiguration): void {
  const { "redoubt:activeRegion": active, "redoubt:quarantined": quarantined } = entries(configuration);
  const text = readFileSync(file, "utf8");
  const range = rangeOf(text, "redoubt:activeRegion");
  if (!range) throw new UserError(`${file}: config has no redoubt:activeRegion; add this line: ${active}`);
  const indent = text.slice(text.lastIndexOf("\n", range.start) + 1, range.start);
  const other = rangeOf(text, "redoubt:quarantined");
  const edits = [
    { ...range, text: other ? active : `${active}\n${indent}${quarantined}` },
    ...(other ? [{ ...other, text: quarantined }] : []),
  ].sort((one, next) => next.start - one.start);
  // Last edit first: the offsets of the earlier ones stay valid.
  writeFileSync(
    file,
    edits.reduce((edited, edit) => edited.slice(0, edit.start) + edit.text + edited.slice(edit.end), text),
  );
}

/** Offsets of an entry of `config`, from its key to the end of its value. */
function rangeOf(text: string, key: string): { start: number; end: number } | undefined {
  const config = parseDocument(text).get("config");
  if (!isMap(config)) return undefined;
  const pair = config.items.find((item) => isScalar(item.key) && item.key.value === key);
  const [start, end] = [isScalar(pair?.key) && pair.key.range?.[0], isNode(pair?.value) && pair.value.range?.[1]];
  return typeof start === "number" && typeof end === "number" ? { start, end } : undefined;
}

/**
 * Removes the region from quarantine and sets its database's generation in the project's file.
 * @throws UserError when the file's form does not allow a safe edit; the file then stays as it was
 */
export function recordRebuild(file: string, { region, generation }: Pick<Rebuild, "region" | "generation">): void {
  const before = readFileSync(file, "utf8");
  const byHand = `edit it by hand: ${region}: { …, database: { generation: ${generation} } }`;
  const entry = parseDocument(before).getIn(["config", "redoubt:regions", "value", region], true);
  if (!isMap(entry)) throw new UserError(`${file}: redoubt:regions has no ${region}; ${byHand}`);
  const recorded = parseConfig(readProject(file).config());
  writeFileSync(file, withGeneration(before, entry, generation));
  try {
    recordFailover(file, recordedAfter(recorded, { active: recorded.activeRegion, rebuilt: region }));
    const { regions, quarantined } = parseConfig(readProject(file).config());
    if (regions[region]?.database.generation === generation && !quarantined.includes(region)) return;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
  writeFileSync(file, before);
  throw new UserError(`${file}: cannot be edited safely; ${byHand}`);
}

/** The text with the generation in a region's entry: replaces the existing value, or adds one in the entry's own style. */
function withGeneration(text: string, entry: YAMLMap, generation: number): string {
  const known = entry.getIn(["database", "generation"], true);
  if (isScalar(known) && known.range) {
    return text.slice(0, known.range[0]) + generation + text.slice(known.range[1]);
  }
  const [start, end] = entry.range ?? [0, 0];
  const added = `database: { generation: ${generation} }`;
  if (entry.flow) return `${text.slice(0, end - 1).trimEnd()}, ${added} ${text.slice(end - 1)}`;
  // As the first line of the entry, so that a comment after its last line stays where it is.
  const indent = text.slice(text.lastIndexOf("\n", start) + 1, start);
  return `${text.slice(0, start)}${added}\n${indent}${text.slice(start)}`;
}
