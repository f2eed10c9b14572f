import { BREAK_GLASS_PREFIX } from "../aws/limits";
import { type Cidr, contains, overlaps, parseCidr } from "../cidr";
import type { RedoubtConfig } from "../schema";
import type { Check, Fault } from "./check";

export const NETWORK_CHECKS: readonly Check[] = [
  { keys: ["regions"], faults: rangeFaults },
  { keys: ["regions"], faults: zoneFaults },
  { keys: ["breakGlassCidrs"], faults: breakGlassFaults },
];

/** Source: RFC 1918. */
const PRIVATE_RANGES = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].map(parseCidr) as Cidr[];

function rangeFaults({ regions }: RedoubtConfig): Fault[] {
  const faults: Fault[] = [];
  const seen: { region: string; text: string; range: Cidr }[] = [];
  for (const [region, { cidr: text, network }] of Object.entries(regions)) {
    const path = `regions.${region}.cidr`;
    if ((text === undefined) === (network === undefined)) {
      const message =
        text === undefined
          ? "missing; write the range of a new network such as 10.10.0.0/16, or the ids of an existing one under network"
          : `got ${text} with an existing network; remove one of them`;
      faults.push({ path, message });
    }
    if (text === undefined) continue;
    const range = parseCidr(text);
    if (!range) {
      faults.push({ path, message: `got ${text}; write a network address and prefix such as 10.10.0.0/16` });
      continue;
    }
    if (range.prefix < 16 || range.prefix > 22) {
      const size = range.prefix > 22 ? "too small" : "too large";
      faults.push({ path, message: `${text} is ${size}; use a prefix from /16 to /22` });
    }
    if (!PRIVATE_RANGES.some((outer) => contains(outer, range))) {
      faults.push({ path, message: `${text} is not private; use a range inside 10/8, 172.16/12 or 192.168/16` });
    }
    for (const other of seen) {
      if (overlaps(range, other.range)) {
        faults.push({ path, message: `${text} overlaps ${other.text} of ${other.region}; use a separate range` });
      }
    }
    seen.push({ region, text, range });
  }
  return faults;
}

function zoneFaults({ regions }: RedoubtConfig): Fault[] {
  return Object.entries(regions).flatMap(([region, { zones }]) => {
    if (typeof zones === "number") return [];
    const path = `regions.${region}.zones`;
    const got = `got ${zones.join(", ")}`;
    const faults: Fault[] = [];
    if (new Set(zones).size !== zones.length) faults.push({ path, message: `${got}; name each zone once` });
    if (zones.some((zone) => zone.slice(0, -1) !== region)) {
      faults.push({ path, message: `${got}; name zones of ${region}, such as ${region}a` });
    }
    return faults;
  });
}

function breakGlassFaults({ breakGlassCidrs }: RedoubtConfig): Fault[] {
  return breakGlassCidrs.flatMap((text, index) => {
    const path = `breakGlassCidrs[${index}]`;
    const fix = "use the range that operators connect from, such as 198.51.100.0/24";
    if (text.includes(":")) return [{ path, message: `got ${text}; IPv6 is not supported, ${fix}` }];
    const range = parseCidr(text);
    if (!range) return [{ path, message: `got ${text}; ${fix}` }];
    if (range.prefix >= BREAK_GLASS_PREFIX) return [];
    return [{ path, message: `got ${text}; use a prefix of /${BREAK_GLASS_PREFIX} or longer: ${fix}` }];
  });
}
