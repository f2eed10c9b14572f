import { readFileSync, writeFileSync } from "node:fs";
import { isMap, isNode, isScalar, parseDocument } from "yaml";
import { UserError } from "../../errors";

/** The two settings by which code follows a failover that has happened. */
export interface Followed {
  readonly activeRegion: string;
  readonly quarantined: readonly string[];
}

/**
 * What the configuration is to say once a region has become active.
 * @param left the region whose database was left a primary that nobody may write to; null where it was not
 * @param rebuilt a region that is to become a replica again
 */
export function follow(
  { quarantined }: Pick<Followed, "quarantined">,
  to: string,
  left: string | null,
  rebuilt = to,
): Followed {
  const others = quarantined.filter((region) => region !== to && region !== left && region !== rebuilt);
  return { activeRegion: to, quarantined: left === null ? others : [...others, left] };
}

/** The lines as they stand in Pulumi.yaml. */
export function renderFollowed(followed: Followed): string {
  return Object.values(entries(followed))
    .map((entry) => `  ${entry}`)
    .join("\n");
}

function entries({ activeRegion, quarantined }: Followed) {
  return {
    "redoubt:activeRegion": `redoubt:activeRegion: ${activeRegion}`,
    "redoubt:quarantined": `redoubt:quarantined: { value: [${quarantined.join(", ")}] }`,
  };
}

/**
 * Puts them into the project's file, of which nothing else changes.
 * @throws UserError where the file does not state the active region
 */
export function writeFollowed(file: string, followed: Followed): void {
  const { "redoubt:activeRegion": active, "redoubt:quarantined": quarantined } = entries(followed);
  const text = readFileSync(file, "utf8");
  const place = placeOf(text, "redoubt:activeRegion");
  if (!place) throw new UserError(`${file}: config has no redoubt:activeRegion; write it there: ${active}`);
  const indent = text.slice(text.lastIndexOf("\n", place.start) + 1, place.start);
  const other = placeOf(text, "redoubt:quarantined");
  const edits = [
    { ...place, text: other ? active : `${active}\n${indent}${quarantined}` },
    ...(other ? [{ ...other, text: quarantined }] : []),
  ].sort((one, next) => next.start - one.start);
  // From the last to the first: what comes before keeps its place.
  writeFileSync(
    file,
    edits.reduce((edited, edit) => edited.slice(0, edit.start) + edit.text + edited.slice(edit.end), text),
  );
}

/** Where a key of `config` stands with its value. */
function placeOf(text: string, key: string): { start: number; end: number } | undefined {
  const config = parseDocument(text).get("config");
  if (!isMap(config)) return undefined;
  const pair = config.items.find((item) => isScalar(item.key) && item.key.value === key);
  const [start, end] = [isScalar(pair?.key) && pair.key.range?.[0], isNode(pair?.value) && pair.value.range?.[1]];
  return typeof start === "number" && typeof end === "number" ? { start, end } : undefined;
}
