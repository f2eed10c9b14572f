import { METRICS } from "../../../failover/controller/metric";
import { input, numberInput, textInput } from "../../../resources/known-inputs";
import type { Resource } from "../../../resources/resource";
import {
  CLOUDWATCH_METRIC_ALARM,
  RDS_CLUSTER,
  RDS_CLUSTER_INSTANCE,
  RDS_INSTANCE,
  RDS_INSTANCE_AUTOMATED_BACKUPS_REPLICATION,
} from "../../../resources/types";
import { replicas, secondaries } from "../../budget/settings";
import { allCompliant, allOf, anyOf, type ControlDefinition, compliant, type Situation } from "./control";

const active = ({ inventory }: Situation) => [
  ...inventory.ofType(RDS_INSTANCE, "active"),
  ...inventory.ofType(RDS_CLUSTER, "active"),
];
const all = ({ inventory }: Situation) => [...inventory.ofType(RDS_INSTANCE), ...inventory.ofType(RDS_CLUSTER)];

/** Each kind of database has a rule of its own. */
export const multiAz: ControlDefinition = {
  control: "a synchronous standby of the database in a second zone",
  policies: ["rds-instance-multi-az", "rds-cluster-multi-az"],
  find: ({ inventory, checks }) => [
    ...inventory.ofType(RDS_INSTANCE, "active").filter((item) => checks.complies("rds-instance-multi-az", item)),
    ...inventory.ofType(RDS_CLUSTER, "active").filter((item) => checks.complies("rds-cluster-multi-az", item)),
  ],
};

export const DATABASE_MONITORING: ControlDefinition = {
  control: "RDS monitors the instances in two zones",
  policies: multiAz.policies,
  find: multiAz.find,
};

export const enhancedMonitoring = anyOf("enhanced monitoring of the database", (situation) =>
  [...active(situation), ...situation.inventory.ofType(RDS_CLUSTER_INSTANCE, "active")].filter(
    (item) => (numberInput(item, "monitoringInterval") ?? 0) > 0,
  ),
);

export const replica = compliant(
  "a cross-region replica to promote",
  ["replica-in-another-region", "promotable-replica"],
  ({ inventory }) => [...replicas(inventory), ...secondaries(inventory)],
);

export const lagAlarm = lagAlarms("an alarm on replication lag", (threshold) => threshold > 0);
export const replicationStoppedAlarm = lagAlarms("an alarm on stopped replication", (threshold) => threshold <= 0);

export const backups = compliant("automated backups with point-in-time restore", ["rds-backup-enabled"], (situation) =>
  active(situation).filter((item) => !isReplica(item, situation)),
);

export const replicatedBackups = anyOf("automated backups replicated to another region", ({ inventory }) =>
  inventory.ofType(RDS_INSTANCE_AUTOMATED_BACKUPS_REPLICATION),
);

export const deletionProtection = allCompliant(
  "deletion protection of the databases by RDS",
  ["rds-deletion-protection"],
  all,
);

export const finalSnapshot = allOf(
  "a final snapshot when a primary database is deleted",
  // RDS refuses a final snapshot of a replica, and a secondary has nothing that the primary has not.
  (situation) => all(situation).filter((item) => !isReplica(item, situation)),
  (item) => input(item, "skipFinalSnapshot") === false,
);

function isReplica(item: Resource, { inventory }: Situation): boolean {
  return textInput(item, "replicateSourceDb") !== "" || secondaries(inventory).includes(item);
}

/** Metrics of RDS, of Aurora, and of Redoubt's sentinel. */
const LAG_METRICS: readonly string[] = ["ReplicaLag", "AuroraGlobalDBRPOLag", METRICS.secondsAtRisk];

/** Alarms on replication lag, on one side of zero: RDS reports -1 when replication is not active. */
function lagAlarms(control: string, onThreshold: (threshold: number) => boolean): ControlDefinition {
  const policy = "lag-alarm";
  return {
    control,
    policies: [policy],
    find: ({ inventory, checks }) =>
      [...replicas(inventory), ...secondaries(inventory)].every((item) => checks.complies(policy, item))
        ? inventory
            .ofType(CLOUDWATCH_METRIC_ALARM)
            .filter((alarm) => LAG_METRICS.includes(textInput(alarm, "metricName")))
            .filter((alarm) => onThreshold(Number(input(alarm, "threshold"))))
        : [],
  };
}
