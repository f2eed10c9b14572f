import { listInput } from "../../../resources/known-inputs";
import type { Resource } from "../../../resources/resource";
import type { ResourceGraph } from "../../../resources/resource-graph";
import {
  CLOUDFRONT_DISTRIBUTION,
  CLOUDFRONT_FUNCTION,
  CLOUDFRONT_KEY_VALUE_STORE,
  DYNAMODB_TABLE,
  SFN_STATE_MACHINE,
  SNS_TOPIC,
} from "../../../resources/types";
import { FAILOVER_CONTROLLER } from "../../component-types";
import { anyOf, type ControlDefinition, compliant } from "./control";

const CONTROLLER_POLICIES = ["controller-outside-active"];

export const failureDetector = compliant(
  "the standby's probes of the active region",
  CONTROLLER_POLICIES,
  ({ inventory }) => standbyControllers(inventory).filter(({ type }) => /EventRule|Schedule/.test(type)),
);

export const controller = compliant("the standby's failover controller", CONTROLLER_POLICIES, ({ inventory }) =>
  standbyControllers(inventory).filter(({ type }) => type === SFN_STATE_MACHINE),
);

export const routingStore = anyOf("the routing store, a CloudFront key-value store (data plane)", ({ inventory }) =>
  inventory.ofType(CLOUDFRONT_KEY_VALUE_STORE),
);

export const router = anyOf("the router function, which reads the routing store on every request", ({ inventory }) =>
  inventory.ofType(CLOUDFRONT_FUNCTION).filter((item) => listInput(item, "keyValueStoreAssociations").length > 0),
);

export const standbyOrigin = anyOf("an origin in a standby region to which reads fail over", ({ inventory, config }) =>
  inventory
    .ofType(CLOUDFRONT_DISTRIBUTION)
    .filter((distribution) =>
      listInput(distribution, "origins").some(
        (origin) => (origin as { originId?: unknown }).originId !== config.activeRegion,
      ),
    ),
);

/**
 * The rule also demands deletion protection and backups, which the loss of a region does not need: only the replicas
 * are read here.
 */
export const LEASE_TABLE: ControlDefinition = {
  control: "the lease, strongly consistent in three regions",
  policies: ["lease-survives"],
  find: ({ inventory }) =>
    inventory
      .ofType(DYNAMODB_TABLE)
      .filter((table) => listInput(table, "replicas").filter(isStronglyConsistent).length >= 2),
};

export const alarmTopic = anyOf("a topic that notifies people", ({ inventory }) => inventory.ofType(SNS_TOPIC));

function isStronglyConsistent(replica: unknown): boolean {
  return (replica as { consistencyMode?: unknown }).consistencyMode === "STRONG";
}

function standbyControllers(inventory: ResourceGraph): readonly Resource[] {
  return inventory.resources.filter((item) => item.role === "standby" && inventory.isWithin(item, FAILOVER_CONTROLLER));
}
