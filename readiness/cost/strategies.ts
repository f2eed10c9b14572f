import type { RedoubtConfig } from "../../config/parse";
import { listInput, numberInput } from "../../resources/known-inputs";
import type { Resource } from "../../resources/resource";
import type { ResourceGraph } from "../../resources/resource-graph";
import { AUTOSCALING_GROUP, CLOUDFRONT_DISTRIBUTION } from "../../resources/types";
import { minutes, recoveryBudget } from "../budget/budget";
import { recoverySettings, replicas } from "../budget/settings";
import type { Strategy } from "../document";
import { costLines, sumOf } from "./cost";

interface Variant {
  readonly strategy: Strategy["strategy"];
  readonly what: string;
  /** How many instances of a group a standby keeps running. */
  readonly keeps: (group: Pick<Resource, "inputs">, active: number) => number;
}

/** The names of AWS's whitepaper "Disaster Recovery of Workloads on AWS"; the database replicates in all of them. */
const variants: readonly Variant[] = [
  { strategy: "pilot light", what: "the standby runs its database alone", keeps: () => 0 },
  {
    strategy: "warm standby",
    what: "the standby runs two instances a tier, one a zone",
    keeps: (_group, active) => Math.min(2, active),
  },
  { strategy: "hot standby", what: "the standby runs what the active region runs", keeps: (_group, active) => active },
  {
    strategy: "as configured",
    what: "the standby's sizes as they are",
    keeps: (group) => numberInput(group, "desiredCapacity") ?? 0,
  },
];

/** What each strategy would cost, and how soon it would take writes and serve reads: the same system with other standby sizes. */
export function strategiesOf(inventory: ResourceGraph, config: RedoubtConfig): Strategy[] {
  const active = new Map(
    inventory
      .ofType(AUTOSCALING_GROUP, "active")
      .map((group) => [group.name, numberInput(group, "desiredCapacity") ?? 0]),
  );
  const origins = inventory.ofType(CLOUDFRONT_DISTRIBUTION).flatMap((item) => listInput(item, "origins"));
  return variants.map(({ strategy, what, keeps }) => {
    const resized = inventory.mapped((item) =>
      item.type === AUTOSCALING_GROUP && item.role === "standby"
        ? { ...item, inputs: { ...item.inputs, desiredCapacity: keeps(item, active.get(item.name) ?? 0) } }
        : item,
    );
    const settings = recoverySettings(resized, config);
    const budget = recoveryBudget(settings, config.objective, []);
    const sum = sumOf(costLines(resized).filter(({ role }) => role === "standby"));
    const empty = resized
      .ofType(AUTOSCALING_GROUP, "standby")
      .some((group) => (numberInput(group, "desiredCapacity") ?? 0) === 0);
    return {
      strategy,
      what,
      standbyMonthly: sum.atReference,
      unknownLines: sum.unknownAtReference,
      launches: settings.capacity.launches,
      lowMinutes: budget.lowMinutes,
      highMinutes: budget.highMinutes,
      ...readsMeanwhile(empty, origins, replicas(resized).length > 0),
    };
  });
}

/** While writes wait for the failover, the edge tries reads in the standby after as many seconds as an origin has to connect. */
function readsMeanwhile(
  empty: boolean,
  origins: readonly unknown[],
  replicated: boolean,
): Pick<Strategy, "reads" | "readsMinutes"> {
  if (!replicated) return { reads: "not served: no standby has the data", readsMinutes: null };
  if (origins.length < 2) return { reads: "not served: the edge has one origin", readsMinutes: null };
  if (empty) return { reads: "not served until the standby has instances", readsMinutes: null };
  const waits = origins.map((origin) => {
    const { connectionAttempts = 3, connectionTimeout = 10 } = origin as Record<string, number>;
    return connectionAttempts * connectionTimeout;
  });
  const seconds = Math.max(...waits);
  return {
    reads: `served by the standby, ${seconds} s after the active region does not connect`,
    readsMinutes: minutes(seconds),
  };
}
