import { some } from "../../../resources/three-valued";
import { RDS_CLUSTER_PARAMETER_GROUP, RDS_PARAMETER_GROUP } from "../../../resources/types";
import { defineRule } from "../../rule";

/** The parameter that refuses clear text, by family of engine. */
const forcing = [
  { families: /postgres|sqlserver/, parameter: "rds.force_ssl", on: /^1$/ },
  { families: /mysql|mariadb/, parameter: "require_secure_transport", on: /^(1|ON)$/i },
  { families: /db2/, parameter: "db2comm", on: /^SSL$/i },
];

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
    const forced = forcing.find(({ families }) => families.test(family));
    if (!forced) return undefined;
    const set = some(
      group.list("parameters"),
      (parameter) => parameter.text("name") === forced.parameter && forced.on.test(parameter.text("value") ?? ""),
    );
    return set ? undefined : `${forced.parameter} is not set for ${family}`;
  },
});
