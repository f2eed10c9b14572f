import type { DatabaseEngine } from "./engine";
import { POSTGRES } from "./postgres";

/**
 * Aurora PostgreSQL, as an Aurora Global Database. Sources: Aurora User Guide, "Securing Aurora PostgreSQL data with SSL/TLS",
 * "Publishing Aurora PostgreSQL logs to Amazon CloudWatch Logs"; Release Notes for Aurora PostgreSQL, "Release calendar" (read
 * November 2026).
 */
export const AURORA_POSTGRESQL: DatabaseEngine = {
  ...POSTGRES,
  kind: "aurora-global",
  title: "Aurora PostgreSQL",
  logExports: ["postgresql"],
  parameterFamilyPrefix: "aurora-postgresql",
  standardSupportEnds: {
    "14": "2027-02-28",
    "15": "2028-02-29",
    "16": "2029-02-28",
    "17": "2030-02-28",
  },
  completeVersion: /^\d+\.\d+$/,
};
