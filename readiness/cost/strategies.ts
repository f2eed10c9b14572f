import type { RedoubtConfig } from "../../config/parse";
import { listInput } from "../../resources/known-inputs";
import type { Resource } from "../../resources/resource";
import type { ResourceGraph } from "../../resources/resource-graph";
import { desiredNumber, TIER_CAPACITY_TYPES, tierCapacities, withDesiredNumber } from "../../resources/tier-capacity";
import { CLOUDFRONT_DISTRIBUTION } from "../../resources/types";
import { minutes, recoveryBudget } from "../budget/budget";
import { recoverySettings, replicas } from "../budget/settings";
import type { Strategy } from "../document";
import { costLines, sumOf } from "./cost";

interface Variant {
  readonly strategy: Strategy["strategy"];
  readonly description: string;
  /** Running instances of a group in a standby region. */
  readonly instances: (group: Pick<Resource, "inputs" | "type">, active: number) => number;
}

/** Names as in the AWS whitepaper "Disaster Recovery of Workloads on AWS". The database replicates in all of them. */
const VARIANTS: readonly Variant[] = [
  { strategy: "pilot light", description: "the standby runs its database only", instances: () => 0 },
  {
    strategy: "warm standby",
    description: "the standby runs two instances per tier, one per zone",
    instances: (_group, active) => Math.min(2, active),
  },
  {
    strategy: "hot standby",
    description: "the standby runs as many instances as the active region",
    instances: (_group, active) => active,
  },
  {
    strategy: "as configured",
    description: "the sizes in the configuration",
    instances: (group) => desiredNumber(group) ?? 0,
  },
];

/** Cost and recovery time of each strategy: the same system with other sizes of the standby regions. */
export function strategiesOf(inventory: ResourceGraph, config: RedoubtConfig): Strategy[] {
  const active = new Map(tierCapacities(inventory, "active").map((item) => [item.name, desiredNumber(item) ?? 0]));
  const origins = inventory.ofType(CLOUDFRONT_DISTRIBUTION).flatMap((item) => listInput(item, "origins"));
  return VARIANTS.map(({ strategy, description, instances }) => {
    const resized = inventory.mapped((item) =>
      TIER_CAPACITY_TYPES.includes(item.type) && item.role === "standby"
        ? withDesiredNumber(item, instances(item, active.get(item.name) ?? 0))
        : item,
    );
    const settings = recoverySettings(resized, config);
    const budget = recoveryBudget(settings, config.objective, []);
    const sum = sumOf(costLines(resized).filter(({ role }) => role === "standby"));
    const empty = tierCapacities(resized, "standby").some((item) => (desiredNumber(item) ?? 0) === 0);
    return {
      strategy,
      description,
      standbyMonthly: sum.atReference,
      unknownLines: sum.unknownAtReference,
      launches: settings.capacity.launches,
      lowMinutes: budget.lowMinutes,
      highMinutes: budget.highMinutes,
      ...readsDuringFailover(empty, origins, replicas(resized).length > 0),
    };
  });
}

/** Reads during the failover: the edge tries the standby after an origin's connection attempts have timed out. */
function readsDuringFailover(
  empty: boolean,
  origins: readonly unknown[],
  replicated: boolean,
): Pick<Strategy, "reads" | "readsMinutes"> {
  if (!replicated) return { reads: "not served: no standby region has the data", readsMinutes: null };
  if (origins.length < 2) return { reads: "not served: the edge has one origin", readsMinutes: null };
  if (empty) return { reads: "not served until the standby has instances", readsMinutes: null };
  const connectSeconds = origins.map((origin) => {
    const { connectionAttempts = 3, connectionTimeout = 10 } = origin as Record<string, number>;
    return connectionAttempts * connectionTimeout;
  });
  const seconds = Math.max(...connectSeconds);
  return {
    reads: `served by the standby after ${seconds} s without a connection to the active region`,
    readsMinutes: minutes(seconds),
  };
}
