import { type Cidr, contains, overlaps, parseCidr } from "./cidr";
import type { RedoubtConfig, TierConfig } from "./schema";

/** One fault of the configuration: where, what stands there, what to do. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

/**
 * Region sets in which a DynamoDB global table can be strongly consistent; its three regions come from one set.
 * Source: DynamoDB Developer Guide, V2globaltables_HowItWorks.
 */
const strongConsistencySets = [
  ["us-east-1", "us-east-2", "us-west-2"],
  ["eu-west-1", "eu-west-2", "eu-west-3", "eu-central-1"],
  ["ap-northeast-1", "ap-northeast-2", "ap-northeast-3"],
];

const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].map(parseCidr) as Cidr[];

interface Check {
  /** The top-level keys that the check reads; without one of them it is not made. */
  readonly keys: readonly (keyof RedoubtConfig)[];
  readonly faults: (config: RedoubtConfig) => Fault[];
}

const checks: readonly Check[] = [
  { keys: ["regions"], faults: regionFaults },
  { keys: ["regions", "activeRegion", "quarantined"], faults: roleFaults },
  { keys: ["regions", "homeRegion"], faults: homeFaults },
  { keys: ["regions", "leaseRegions"], faults: leaseRegionFaults },
  { keys: ["trigger", "lease"], faults: silenceFaults },
  { keys: ["regions"], faults: networkFaults },
  { keys: ["breakGlassCidrs"], faults: breakGlassFaults },
  { keys: ["web"], faults: ({ web }) => capacityFaults("web", web) },
  { keys: ["application"], faults: ({ application }) => capacityFaults("application", application) },
  { keys: ["database"], faults: databaseFaults },
];

/**
 * Every fault that the schema cannot see because it lies between two values.
 * @param config what is sound of the configuration; checks that need more are left out
 */
export function crossChecks(config: Partial<RedoubtConfig>): Fault[] {
  return checks
    .filter(({ keys }) => keys.every((key) => config[key] !== undefined))
    .flatMap(({ faults }) => faults(config as RedoubtConfig));
}

function regionFaults({ regions }: RedoubtConfig): Fault[] {
  const faults: Fault[] = [];
  const count = Object.keys(regions).length;
  if (count < 2) faults.push({ path: "regions", message: `got ${count}; recovery needs at least two regions` });
  const holders = new Map([
    ["global", "the global stack"],
    ["edge", "the edge stack"],
  ]);
  for (const [region, { stack }] of Object.entries(regions)) {
    const holder = holders.get(stack);
    if (holder) {
      faults.push({
        path: `regions.${region}.stack`,
        message: `${stack} is already the name of ${holder}; choose another`,
      });
    }
    holders.set(stack, `${region}'s stack`);
  }
  return faults;
}

function roleFaults({ regions, activeRegion, quarantined }: RedoubtConfig): Fault[] {
  const faults = strangers("activeRegion", activeRegion, regions);
  for (const [index, region] of quarantined.entries()) {
    const path = `quarantined[${index}]`;
    faults.push(...strangers(path, region, regions));
    if (region === activeRegion) {
      faults.push({ path, message: `${region} is the active region; only a region left behind can be quarantined` });
    }
  }
  return faults;
}

function homeFaults({ regions, homeRegion }: RedoubtConfig): Fault[] {
  return strangers("homeRegion", homeRegion, regions);
}

/** A region that is named, and is none of the topology's. */
function strangers(path: string, region: string, regions: RedoubtConfig["regions"]): Fault[] {
  const names = Object.keys(regions);
  if (names.includes(region)) return [];
  return [{ path, message: `${region} is not among the regions; name one of ${names.join(", ")}` }];
}

function leaseRegionFaults({ leaseRegions, regions }: RedoubtConfig): Fault[] {
  const path = "leaseRegions";
  const ofOneSet = strongConsistencySets.some((set) => leaseRegions.every((region) => set.includes(region)));
  if (new Set(leaseRegions).size !== 3 || leaseRegions.length !== 3 || !ofOneSet) {
    const got = leaseRegions.join(", ") || "none";
    const sets = strongConsistencySets.map((set) => set.join(" ")).join("; ");
    return [{ path, message: `got ${got}; name three different regions of one of these sets: ${sets}` }];
  }
  if (leaseRegions.some((region) => !(region in regions))) return [];
  return [
    { path, message: `got ${leaseRegions.join(", ")}, each with a tier; one must be a third site without a tier` },
  ];
}

function silenceFaults({ trigger, lease }: RedoubtConfig): Fault[] {
  if (trigger !== "automatic" || lease.onSilence === "refuse") return [];
  const message = "got serve with trigger automatic; set it to refuse, or two isolated regions could both write";
  return [{ path: "lease.onSilence", message }];
}

function networkFaults({ regions }: RedoubtConfig): Fault[] {
  const faults: Fault[] = [];
  const seen: { region: string; text: string; range: Cidr }[] = [];
  for (const [region, { cidr: text }] of Object.entries(regions)) {
    const path = `regions.${region}.cidr`;
    const range = parseCidr(text);
    if (!range) {
      faults.push({ path, message: `got ${text}; write a network address and prefix such as 10.10.0.0/16` });
      continue;
    }
    if (range.prefix < 16 || range.prefix > 22) {
      const fault = range.prefix > 22 ? "too small" : "too large";
      faults.push({ path, message: `${text} is ${fault}; take a prefix from /16 to /22` });
    }
    if (!privateRanges.some((outer) => contains(outer, range))) {
      faults.push({ path, message: `${text} is not private; take a range inside 10/8, 172.16/12 or 192.168/16` });
    }
    for (const other of seen) {
      if (overlaps(range, other.range)) {
        faults.push({ path, message: `${text} overlaps ${other.text} of ${other.region}; choose a range of its own` });
      }
    }
    seen.push({ region, text, range });
  }
  return faults;
}

function breakGlassFaults({ breakGlassCidrs }: RedoubtConfig): Fault[] {
  const faults: Fault[] = [];
  for (const [index, text] of breakGlassCidrs.entries()) {
    const range = parseCidr(text);
    if (!range || range.prefix === 0) {
      faults.push({
        path: `breakGlassCidrs[${index}]`,
        message: `got ${text}; write the range that people come from, such as 198.51.100.0/24`,
      });
    }
  }
  return faults;
}

function capacityFaults(path: string, { active, standby, instanceType }: TierConfig): Fault[] {
  const faults: Fault[] = [];
  for (const [role, { minimum, desired, maximum }] of Object.entries({ active, standby })) {
    if (minimum > desired || desired > maximum) {
      faults.push({
        path: `${path}.${role}`,
        message: `got minimum ${minimum}, desired ${desired}, maximum ${maximum}; they must not decrease in this order`,
      });
    }
  }
  if (standby.maximum < active.desired) {
    faults.push({
      path: `${path}.standby.maximum`,
      message: `got ${standby.maximum}, under the active role's desired ${active.desired}; raise it, or the standby cannot take over`,
    });
  }
  if (!/^(?!db\.)[a-z][a-z0-9-]*\.[a-z0-9-]+$/.test(instanceType)) {
    faults.push({ path: `${path}.instanceType`, message: `got ${instanceType}; write an EC2 type such as m6g.large` });
  }
  return faults;
}

function databaseFaults({ database }: RedoubtConfig): Fault[] {
  const faults: Fault[] = [];
  if (!/^db\.(t|m|r|x|z)[a-z0-9-]*\.[a-z0-9-]+$/.test(database.instanceClass)) {
    faults.push({
      path: "database.instanceClass",
      message: `got ${database.instanceClass}; write an RDS class of the t, m, r, x or z families such as db.m6g.large`,
    });
  }
  if (database.maximumStorageGiB < database.storageGiB) {
    faults.push({
      path: "database.maximumStorageGiB",
      message: `got ${database.maximumStorageGiB}, under storageGiB ${database.storageGiB}; raise it`,
    });
  }
  const versions: Record<typeof database.engine, RegExp> = {
    postgres: /^1[3-9](\.\d+)?$/,
    mysql: /^8\.[04](\.\d+)?$/,
    mariadb: /^(10\.(6|11)|11\.(4|8))(\.\d+)?$/,
  };
  if (!versions[database.engine].test(database.version)) {
    const example = { postgres: "17", mysql: "8.4", mariadb: "11.4" }[database.engine];
    faults.push({
      path: "database.version",
      message: `got ${database.version}, which is no version of ${database.engine} here; write one such as ${example}`,
    });
  }
  return faults;
}
