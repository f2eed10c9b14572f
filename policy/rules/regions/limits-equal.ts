import { counterpartIn } from "../../../resources/counterparts";
import { activeOf, siteOf } from "../../../resources/topology";
import { LAMBDA_FUNCTION, SERVICEQUOTAS_SERVICE_QUOTA } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A standby's concurrency and quotas are at least those of the active region.",
  rationale: "Quotas are per region. A standby whose quotas were never raised throttles the load after a failover.",
  severity: "high",
  category: "recovery across regions",
  remediation: "Set the same reservedConcurrentExecutions and ServiceQuota values in the standby.",
  frameworks: {},
  types: [LAMBDA_FUNCTION, SERVICEQUOTAS_SERVICE_QUOTA],
  scope: "graph",
  comparesRegions: true,
  check(limited, { graph }) {
    if (!siteOf(limited, graph, "standby")) return undefined;
    const counterpart = counterpartIn(activeOf(graph), limited, graph);
    if (!counterpart) return undefined;
    const property = limited.type.endsWith("ServiceQuota") ? "value" : "reservedConcurrentExecutions";
    const wanted = counterpart.number(property) ?? -1;
    const own = limited.number(property) ?? -1;
    // -1: no reserved concurrency, so the function uses the account's unreserved pool.
    const enough = own === wanted || own > wanted || (property !== "value" && own === -1);
    return enough ? undefined : `${property} is ${own}, the active region's ${wanted}`;
  },
});
