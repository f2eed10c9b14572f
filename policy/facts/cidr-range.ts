/** The first and last address of a range of version 4 in CIDR notation, as numbers; NaN where it is none. */
export function range(cidr: string): { first: number; last: number } {
  const [address = "", prefix = "32"] = cidr.split("/");
  const start = address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
  const size = 2 ** (32 - Number(prefix));
  const first = start - (start % size);
  return { first, last: first + size - 1 };
}
