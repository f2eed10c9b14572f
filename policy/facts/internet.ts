/** The part of an address family that counts as the internet, in bits of prefix: half of IPv4; half of 2000::/3, the public IPv6 addresses. */
const INTERNET_PREFIX = { 4: 1, 6: 4 } as const;

/** The longest prefix of a range that may be a part of the internet: larger than the networks of a single organization. */
const PART_PREFIX = { 4: 8, 6: 12 } as const;

/** The private ranges that are as large as a part of the internet. */
const PRIVATE_RANGES: ReadonlySet<string> = new Set(["10.0.0.0/8", "fc00::/7", "fc00::/8", "fd00::/8"]);

interface Range {
  family: 4 | 6;
  first: bigint;
  /** The first address after the range. */
  end: bigint;
}

/** Whether ranges in CIDR notation together contain half of all public addresses or more, of either family. */
export function isInternet(ranges: readonly string[]): boolean {
  const parsed = ranges.map(rangeOf).filter((range) => range !== undefined);
  return ([4, 6] as const).some((family) => {
    const size = unionSize(parsed.filter((range) => range.family === family));
    return size >= 1n << BigInt(bitsOf(family) - INTERNET_PREFIX[family]);
  });
}

/** Whether the range is so large that a few of its size are the internet. */
export function isPartOfInternet(range: string): boolean {
  const parsed = rangeOf(range);
  if (parsed === undefined || PRIVATE_RANGES.has(range.toLowerCase())) return false;
  return parsed.end - parsed.first >= 1n << BigInt(bitsOf(parsed.family) - PART_PREFIX[parsed.family]);
}

function bitsOf(family: 4 | 6): number {
  return family === 4 ? 32 : 128;
}

/** How many addresses the ranges contain, each counted once. */
function unionSize(ranges: readonly Range[]): bigint {
  const sorted = [...ranges].sort((one, other) => (one.first < other.first ? -1 : one.first > other.first ? 1 : 0));
  let size = 0n;
  let counted = 0n;
  for (const { first, end } of sorted) {
    if (end <= counted) continue;
    size += end - (first > counted ? first : counted);
    counted = end;
  }
  return size;
}

/** The addresses of a range in CIDR notation; undefined for other text. */
function rangeOf(cidr: string): Range | undefined {
  const [address = "", prefix] = cidr.trim().split("/");
  const family = address.includes(":") ? 6 : 4;
  const bits = bitsOf(family);
  const value = family === 4 ? ipv4(address) : ipv6(address);
  const length = prefix === undefined ? bits : Number(prefix);
  if (value === undefined || !Number.isInteger(length) || length < 0 || length > bits) return undefined;
  const size = 1n << BigInt(bits - length);
  const first = value - (value % size);
  return { family, first, end: first + size };
}

function ipv4(address: string): bigint | undefined {
  return joined(address.split("."), 4, 8, 10);
}

function ipv6(address: string): bigint | undefined {
  const [head = "", tail] = address.split("::");
  const groups = (text: string) => (text === "" ? [] : text.split(":"));
  const [before, after] = [groups(head), groups(tail ?? "")];
  const missing = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  return joined([...before, ...new Array<string>(missing).fill("0"), ...after], 8, 16, 16);
}

/** The number that digits of `bits` bits each make; undefined where they are not `count` numbers of that size. */
function joined(digits: readonly string[], count: number, bits: number, radix: 10 | 16): bigint | undefined {
  if (digits.length !== count) return undefined;
  let value = 0n;
  for (const digit of digits) {
    const number = /^[\da-f]+$/i.test(digit) ? Number.parseInt(digit, radix) : Number.NaN;
    if (!(number < 2 ** bits)) return undefined;
    value = (value << BigInt(bits)) + BigInt(number);
  }
  return value;
}
