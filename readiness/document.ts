import { z } from "zod";

const role = z.enum(["active", "standby"]);
const minutes = z.number().min(0);

/** A duration: the least that the configuration allows, and the most before the failover machine gives up. */
const RANGE = {
  lowMinutes: minutes.nullable().describe("null if recovery is not possible"),
  highMinutes: minutes.nullable().describe("null if there is no upper bound"),
};

const topology = z.strictObject({
  activeRegion: z.string(),
  regions: z.array(
    z.strictObject({ region: z.string(), stack: z.string(), role, quarantined: z.boolean(), zones: z.int() }),
  ),
  leaseRegions: z.array(z.string()),
  routing: z.enum(["function", "origin-group"]),
  trigger: z.enum(["manual", "automatic"]),
});

const shownResource = z.strictObject({
  urn: z.string(),
  type: z.string(),
  name: z.string(),
  region: z.string().nullable(),
  properties: z.array(z.strictObject({ name: z.string(), value: z.string() })),
});

const diagram = z.strictObject({
  groups: z.array(
    z.strictObject({
      id: z.string(),
      label: z.string(),
      kind: z.enum(["outside", "edge", "region", "global"]),
      role: role.nullable(),
    }),
  ),
  parts: z.array(
    z.strictObject({
      id: z.string(),
      group: z.string(),
      label: z.string(),
      summary: z.string().describe("the part's key properties in one line"),
      resources: z.array(shownResource),
    }),
  ),
  paths: z.array(
    z.strictObject({
      from: z.string(),
      to: z.string(),
      kind: z.enum(["traffic", "failover", "data", "replication", "control"]),
      label: z.string(),
    }),
  ),
});

const verdict = z.enum(["met", "at risk", "missed"]);

const budget = z.strictObject({
  ...RANGE,
  objective: z.strictObject({ rtoMinutes: minutes, rpoMinutes: minutes }),
  recoveryTime: verdict.describe("missed: the low figure exceeds the objective; at risk: only the high figure does"),
  promotionMinutes: minutes
    .nullable()
    .describe("longest promotion of the database for which the high figure meets the objective; null if none does"),
  steps: z.array(
    z.strictObject({
      step: z.string(),
      phase: z.enum([
        "detection",
        "decision",
        "lease",
        "promotion",
        "capacity",
        "storage routes",
        "edge",
        "verification",
      ]),
      title: z.string(),
      ...RANGE,
      critical: z.boolean().describe("on the critical path of the high figure"),
      source: z.string(),
    }),
  ),
  dataLoss: z.array(z.strictObject({ store: z.string(), ...RANGE, verdict, source: z.string() })),
});

const newStandby = z
  .strictObject({
    ...RANGE,
    lowMinutes: minutes,
    parts: z.array(
      z.strictObject({
        title: z.string(),
        ...RANGE,
        lowMinutes: minutes,
        per: z
          .string()
          .nullable()
          .describe("unit of data to which the figures apply and which is not known; null if it is counted"),
        source: z.string(),
      }),
    ),
  })
  .describe("estimate of the time until a region that is added after a loss has the database");

const control = z.strictObject({
  control: z.string(),
  policies: z.array(z.string()).describe("policy rules that check this control; empty if no rule does"),
  present: z.boolean(),
  resources: z.array(z.string()).describe("URNs of the resources that implement it"),
});

const failure = z.strictObject({
  failure: z.string(),
  title: z.string(),
  detectedBy: z.array(control),
  handledBy: z.array(control),
  automatic: z.enum(["yes", "no", "partly"]),
  outage: z.string(),
  lost: z.string(),
});

const policy = z.strictObject({
  policy: z.string(),
  description: z.string(),
  severity: z.enum(["low", "medium", "high", "critical"]),
  enforcementLevel: z.enum(["advisory", "mandatory", "disabled"]),
  verdict: z.enum(["passed", "violated", "undecided", "suppressed", "not applicable"]),
  evaluated: z.int().min(0).describe("number of resources that the rule applies to"),
  findings: z.array(z.strictObject({ urn: z.string(), message: z.string() })),
  link: z.string(),
});

const money = z.strictObject({
  known: z.number().min(0).describe("sum of the lines with a known price"),
  unknownLines: z.int().min(0).describe("number of lines without a price for their region"),
  atReference: z.number().min(0).describe("the same lines at the prices of the reference region"),
  unknownAtReference: z.int().min(0),
});

const cost = z.strictObject({
  currency: z.literal("USD"),
  priceDate: z.string().describe("date of the oldest price that is used"),
  hoursPerMonth: z.number(),
  referenceRegion: z.string(),
  lines: z.array(
    z.strictObject({
      service: z.string(),
      item: z.string(),
      location: z.string().describe("the region of the stack, or the name of a stack that has no region"),
      role: role.nullable(),
      quantity: z.number(),
      unit: z.string(),
      unitPrice: z.number().nullable(),
      monthly: z.number().nullable(),
      atReference: z.number().nullable(),
      source: z.string().nullable(),
    }),
  ),
  locations: z.array(z.strictObject({ location: z.string(), role: role.nullable(), ...money.shape })),
  total: money,
  byUse: z
    .array(z.strictObject({ service: z.string(), resources: z.int() }))
    .describe("services billed by usage, which is not estimated"),
  strategies: z.array(
    z.strictObject({
      strategy: z.enum(["pilot light", "warm standby", "hot standby", "as configured"]),
      description: z.string(),
      standbyMonthly: z.number().describe("the standby regions at the prices of the reference region"),
      unknownLines: z.int(),
      launches: z.int().describe("instances that a failover must launch, in one region"),
      ...RANGE,
      readsMinutes: minutes.nullable().describe("until reads are served; null if reads wait until writes are back"),
      reads: z.string(),
    }),
  ),
});

const databaseKind = z.strictObject({
  kind: z.enum(["RDS replica", "Aurora Global Database"]),
  configured: z.boolean(),
  ...RANGE,
  lossMinutes: minutes.describe("the most that a failover may lose"),
  failback: z.string(),
  monthly: z
    .number()
    .describe("instances and provisioned storage of all regions at the prices of the reference region"),
  unknownLines: z.int(),
  limits: z.string(),
});

const parity = z.array(
  z.strictObject({
    activeRegion: z.string(),
    standbyRegion: z.string(),
    compared: z.int().describe("number of resources compared"),
    differences: z.array(
      z.strictObject({
        resource: z.string(),
        type: z.string(),
        property: z.string().describe("empty if only one region has the resource"),
        active: z.string().describe("value in the active region"),
        standby: z.string().describe("value in the standby region"),
        configured: z.boolean().describe("whether the configuration explains the difference"),
        reason: z.string(),
      }),
    ),
  }),
);

/** The report as JSON. schema.json is its published JSON schema. */
export const reportSchema = z.strictObject({
  project: z.string(),
  generatedAt: z.iso.datetime(),
  topology,
  diagram,
  budget,
  newStandby,
  failures: z.array(failure),
  policies: z.array(policy),
  cost,
  databaseKinds: z.array(databaseKind),
  parity,
});

export type Report = z.infer<typeof reportSchema>;
export type Topology = Report["topology"];
export type Diagram = Report["diagram"];
export type Budget = Report["budget"];
export type NewStandby = Report["newStandby"];
export type BudgetStep = Budget["steps"][number];
export type DataLoss = Budget["dataLoss"][number];
export type Failure = Report["failures"][number];
export type Control = z.infer<typeof control>;
export type PolicyVerdict = Report["policies"][number];
export type Cost = Report["cost"];
export type CostLine = Cost["lines"][number];
export type Money = z.infer<typeof money>;
export type Strategy = Cost["strategies"][number];
export type DatabaseKind = Report["databaseKinds"][number];
export type Parity = Report["parity"][number];
export type Difference = Parity["differences"][number];
