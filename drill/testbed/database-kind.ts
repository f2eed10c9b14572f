/** The kinds of database in a drill, the default first. */
export const DATABASE_KINDS = ["rds-replica", "aurora-global"] as const;
export type DatabaseKind = (typeof DATABASE_KINDS)[number];
