import { z } from "zod";

const role = z.enum(["active", "standby"]);
const minutes = z.number().min(0);

/** A span of time: the least that the configuration forces, and the most before the machine gives up. */
const span = {
  lowMinutes: minutes.nullable().describe("null where there is no way there"),
  highMinutes: minutes.nullable().describe("null where nothing bounds it"),
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

const shown = z.strictObject({
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
      summary: z.string().describe("the part's most telling properties, in one line"),
      resources: z.array(shown),
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
  ...span,
  objective: z.strictObject({ rtoMinutes: minutes, rpoMinutes: minutes }),
  recoveryTime: verdict.describe("missed: not even the low figure is within the objective; at risk: the high is not"),
  promotionMinutes: minutes
    .nullable()
    .describe("how long the database's promotion may take for the high figure to be within the objective"),
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
      ...span,
      critical: z.boolean().describe("on the critical path of the high figure"),
      source: z.string(),
    }),
  ),
  dataLoss: z.array(z.strictObject({ store: z.string(), ...span, verdict, source: z.string() })),
});

const control = z.strictObject({
  what: z.string(),
  present: z.boolean(),
  resources: z.array(z.string()).describe("URNs of what was found"),
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
  judged: z.int().min(0).describe("resources of the types that the rule looks at"),
  findings: z.array(z.strictObject({ urn: z.string(), message: z.string() })),
  link: z.string(),
});

const money = z.strictObject({
  known: z.number().min(0).describe("sum of the lines whose price is known"),
  unknownLines: z.int().min(0).describe("lines whose price is not in the table for their region"),
  atReference: z.number().min(0).describe("the same lines at the reference region's prices"),
  unknownAtReference: z.int().min(0),
});

const cost = z.strictObject({
  currency: z.literal("USD"),
  priceDate: z.string().describe("date of the oldest price used"),
  hoursPerMonth: z.number(),
  referenceRegion: z.string(),
  lines: z.array(
    z.strictObject({
      service: z.string(),
      item: z.string(),
      place: z.string().describe("the region of the stack, or the stack that belongs to none"),
      role: role.nullable(),
      quantity: z.number(),
      unit: z.string(),
      unitPrice: z.number().nullable(),
      monthly: z.number().nullable(),
      atReference: z.number().nullable(),
      source: z.string().nullable(),
    }),
  ),
  places: z.array(z.strictObject({ place: z.string(), role: role.nullable(), ...money.shape })),
  total: money,
  byUse: z.array(z.strictObject({ service: z.string(), resources: z.int() })).describe("billed by use: not counted"),
  strategies: z.array(
    z.strictObject({
      strategy: z.enum(["pilot light", "warm standby", "hot standby", "as configured"]),
      what: z.string(),
      standbyMonthly: z.number().describe("the standby regions at the reference region's prices"),
      unknownLines: z.int(),
      launches: z.int().describe("instances to be launched on the day, in one region"),
      ...span,
      readsMinutes: minutes.nullable().describe("until reads are served; null where they wait as writes do"),
      reads: z.string(),
    }),
  ),
});

const parity = z.array(
  z.strictObject({
    region: z.string(),
    counterpart: z.string(),
    compared: z.int(),
    differences: z.array(
      z.strictObject({
        resource: z.string(),
        type: z.string(),
        property: z.string(),
        here: z.string(),
        there: z.string(),
        configured: z.boolean(),
        reason: z.string(),
      }),
    ),
  }),
);

/** The report as JSON: its published schema is schema.json. */
export const reportSchema = z.strictObject({
  project: z.string(),
  generatedAt: z.iso.datetime(),
  topology,
  diagram,
  budget,
  failures: z.array(failure),
  policies: z.array(policy),
  cost,
  parity,
});

export type Report = z.infer<typeof reportSchema>;
export type Topology = Report["topology"];
export type Diagram = Report["diagram"];
export type Budget = Report["budget"];
export type BudgetStep = Budget["steps"][number];
export type DataLoss = Budget["dataLoss"][number];
export type Failure = Report["failures"][number];
export type Control = z.infer<typeof control>;
export type PolicyVerdict = Report["policies"][number];
export type Cost = Report["cost"];
export type CostLine = Cost["lines"][number];
export type Money = z.infer<typeof money>;
export type Strategy = Cost["strategies"][number];
export type Parity = Report["parity"][number];
export type Difference = Parity["differences"][number];
