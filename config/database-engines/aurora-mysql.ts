import type { DatabaseEngine } from "./engine";
import { MYSQL } from "./mysql";

/**
 * Aurora MySQL version 3, as an Aurora Global Database. Sources: Aurora User Guide, "TLS connections to Aurora MySQL DB clusters",
 * "Publishing Amazon Aurora MySQL logs to Amazon CloudWatch Logs"; Release Notes for Aurora MySQL, "Release calendars" (read November
 * 2026).
 */
export const AURORA_MYSQL: DatabaseEngine = {
  ...MYSQL,
  kind: "aurora-global",
  title: "Aurora MySQL",
  tlsParameter: { name: "require_secure_transport", value: "ON" },
  parameterFamilyPrefix: "aurora-mysql",
  standardSupportEnds: { "8.0": "2028-04-30" },
  completeVersion: /^8\.0\.mysql_aurora\.3\.\d+\.\d+$/,
};
