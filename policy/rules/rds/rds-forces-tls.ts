import { some } from "../../../resources/three-valued";
import { RDS_CLUSTER_PARAMETER_GROUP, RDS_PARAMETER_GROUP } from "../../../resources/types";
import { defineRule } from "../../rule";

/** The parameter that requires TLS, by engine. */
const REQUIRING = [
  { families: /postgres|sqlserver/, parameter: "rds.force_ssl", on: /^1$/ },
  { families: /mysql|mariadb/, parameter: "require_secure_transport", on: /^(1|ON)$/i },
  { families: /db2/, parameter: "db2comm", on: /^SSL$/i },
];

/**
 * Whether the family's default requires TLS: RDS for PostgreSQL from 15 on, Aurora PostgreSQL from 17 on, RDS for MariaDB from 11.8 on.
 * See "Using SSL with a PostgreSQL DB instance", "Requiring TLS" of Aurora, and "SSL/TLS with MariaDB" in the RDS documentation.
 */
function requiredByDefault(family: string): boolean {
  const [, engine = "", version = "0"] = /^(postgres|aurora-postgresql|mariadb)(\d+(?:\.\d+)?)/.exec(family) ?? [];
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (engine === "postgres") return major >= 15;
  if (engine === "aurora-postgresql") return major >= 17;
  return engine === "mariadb" && (major > 11 || (major === 11 && minor >= 8));
}

export default defineRule({
  description: "A database's parameter group requires TLS.",
  rationale: "A client that does not use TLS sends its password and its data unencrypted.",
  severity: "medium",
  category: "encryption",
  remediation:
    "Set rds.force_ssl (PostgreSQL, SQL Server) or require_secure_transport (MySQL, MariaDB) to 1 in the parameter group.",
  frameworks: { securityHub: ["RDS.41", "RDS.44"], checkov: ["CKV2_AWS_69"] },
  types: [RDS_PARAMETER_GROUP, RDS_CLUSTER_PARAMETER_GROUP],
  scope: "resource",
  check(group) {
    const family = group.text("family") ?? "";
    const requiring = REQUIRING.find(({ families }) => families.test(family));
    if (!requiring) return undefined;
    const { parameter: name, on } = requiring;
    const own = group.list("parameters").filter((parameter) => parameter.text("name") === name);
    if (own.length === 0 && requiredByDefault(family)) return undefined;
    const required = some(own, (parameter) => on.test(parameter.text("value") ?? ""));
    return required ? undefined : own.length > 0 ? `${name} is off` : `${name} is not set for ${family}`;
  },
});
