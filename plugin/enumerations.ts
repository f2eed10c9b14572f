/** Values that a string argument may have, in the form from which Pulumi's analyzer infers an enumeration. */

export const Routing = { Function: "function", OriginGroup: "origin-group" } as const;
export type Routing = (typeof Routing)[keyof typeof Routing];

export const PriceClass = { All: "PriceClass_All", Most: "PriceClass_200", Fewest: "PriceClass_100" } as const;
export type PriceClass = (typeof PriceClass)[keyof typeof PriceClass];

export const OversizedBodies = { Count: "count", Block: "block" } as const;
export type OversizedBodies = (typeof OversizedBodies)[keyof typeof OversizedBodies];

export const NatGateways = { PerZone: "per-zone", Single: "single" } as const;
export type NatGateways = (typeof NatGateways)[keyof typeof NatGateways];

export const DatabaseEngine = {
  Postgres: "postgres",
  MySql: "mysql",
  MariaDb: "mariadb",
  AuroraPostgres: "aurora-postgresql",
  AuroraMySql: "aurora-mysql",
} as const;
export type DatabaseEngine = (typeof DatabaseEngine)[keyof typeof DatabaseEngine];

export const DatabaseKind = { Primary: "primary", Replica: "replica", Quarantined: "quarantined" } as const;
export type DatabaseKind = (typeof DatabaseKind)[keyof typeof DatabaseKind];
