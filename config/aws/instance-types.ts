import table from "./instance-type-table.json";

/** Instance types of EC2 or of an RDS engine, each with the regions that offer it. */
export type Offerings = ReadonlyMap<string, ReadonlySet<string>>;

interface Group {
  readonly regions: string;
  readonly types: string;
}

function offerings(groups: readonly Group[]): Offerings {
  return new Map(
    groups.flatMap(({ regions, types }) => {
      const offeredIn = new Set(regions.split(" "));
      return types.split(" ").map((type) => [type, offeredIn] as const);
    }),
  );
}

/** When and from what the table was generated; see generate/instance-types.py. */
export const INSTANCE_TYPES_SOURCE = `${table.source}, ${table.date}`;

export const EC2_TYPES: Offerings = offerings(table.ec2);

/** Instance classes by RDS engine. */
export const RDS_CLASSES = Object.fromEntries(
  Object.entries(table.rds).map(([engine, groups]) => [engine, offerings(groups)]),
) as Readonly<Record<keyof typeof table.rds, Offerings>>;

const EXAMPLES = ["t4g.medium", "m6g.large", "r8g.large"].flatMap((type) => [type, `db.${type}`]);

/** Why a type is not accepted, with the known sizes or families; undefined where it is known, or newer than the table. */
export function typeFault(type: string, known: Offerings): string | undefined {
  if (known.has(type) || isNewer(type, known)) return undefined;
  const { family, prefix } = parts(type);
  const sizes = [...known.keys()].filter(
    (each) => parts(each).family === family && each.startsWith(`${prefix}${family}.`),
  );
  if (sizes.length > 0)
    return `no such size; ${prefix}${family} has ${sizes.map((each) => each.split(".").at(-1)).join(", ")}`;
  return `no such instance family; examples: ${EXAMPLES.filter((each) => known.has(each)).join(", ")}`;
}

/**
 * Whether a type is of a later generation than every known one of its series, and so may have been introduced after the table was
 * generated.
 */
function isNewer(type: string, known: Offerings): boolean {
  const { series, generation, size } = parts(type);
  const all = [...known.keys()].map(parts);
  const newest = Math.max(...all.filter((each) => each.series === series).map((each) => each.generation));
  return Number.isFinite(newest) && generation > newest && all.some((each) => each.size === size);
}

function parts(type: string) {
  const [, prefix = "", family = "", series = "", generation = "", size = ""] =
    /^(db\.)?(([a-z]+(?:-[a-z0-9]+)?)(\d+)[a-z0-9-]*)\.([a-z0-9-]+)$/.exec(type) ?? [];
  return { prefix, family, series, generation: Number(generation), size };
}
