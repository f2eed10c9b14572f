/** IPv4 ranges and the subnet layout of a region's network. */

/** A parsed range. */
export interface Cidr {
  /** First address, as a number. */
  readonly base: number;
  /** Length of the prefix, 0–32. */
  readonly prefix: number;
}

const CIDR_NOTATION = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/;

/** Parses `a.b.c.d/n`; undefined for other text and for an address with bits set after its prefix. */
export function parseCidr(text: string): Cidr | undefined {
  const match = CIDR_NOTATION.exec(text);
  if (!match) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, prefix = 0] = match.slice(1).map(Number);
  if ([a, b, c, d].some((octet) => octet > 255) || prefix > 32) return undefined;
  const base = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d;
  return base % addresses({ base, prefix }) === 0 ? { base, prefix } : undefined;
}

/** Formats a range as `a.b.c.d/n`. */
export function formatCidr({ base, prefix }: Cidr): string {
  return `${[24, 16, 8, 0].map((shift) => Math.floor(base / 2 ** shift) % 256).join(".")}/${prefix}`;
}

/** Number of addresses in a range. */
export function addresses({ prefix }: Cidr): number {
  return 2 ** (32 - prefix);
}

/** Whether two ranges share an address. */
export function overlaps(one: Cidr, other: Cidr): boolean {
  return one.base < other.base + addresses(other) && other.base < one.base + addresses(one);
}

/** Whether `outer` includes every address of `inner`. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  return outer.base <= inner.base && inner.base + addresses(inner) <= outer.base + addresses(outer);
}

/** The layers of a region's network, in the order of their ranges. */
export const LAYERS = ["public", "application", "database"] as const;
export type Layer = (typeof LAYERS)[number];

/** Most zones of a network: its range has 16 blocks, four for each layer and four spare ones. */
export const MAX_ZONES = 4;

/**
 * The subnets of a network: for each layer one block per zone. A block depends on its layer and zone only, so that a further zone changes
 * no existing subnet.
 * @param cidr the network's range
 * @param zones from 1 to 4
 */
export function subnetLayout(cidr: Cidr, zones: number): Record<Layer, string[]> {
  const prefix = cidr.prefix + 4;
  const block = (place: number) => formatCidr({ base: cidr.base + place * 2 ** (32 - prefix), prefix });
  const layer = (name: Layer) =>
    Array.from({ length: zones }, (_, zone) => block(LAYERS.indexOf(name) * MAX_ZONES + zone));
  return { public: layer("public"), application: layer("application"), database: layer("database") };
}
