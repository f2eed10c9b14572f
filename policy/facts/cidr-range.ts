/** The first and last address of an IPv4 range in CIDR notation, as numbers; NaN for other text. */
export function range(cidr: string): { first: number; last: number } {
  const [address = "", prefix = "32"] = cidr.split("/");
  const start = address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
  const size = 2 ** (32 - Number(prefix));
  const first = start - (start % size);
  return { first, last: first + size - 1 };
}
