import { backups, replicatedBackups } from "./controls/database";
import { tablePointInTimeRecovery, versions } from "./controls/storage";
import type { FailureDefinition } from "./failure";

export const corruption: FailureDefinition = {
  failure: "corruption",
  title: "Data is corrupted, or encrypted by an attacker",
  detectedBy: [],
  handledBy: [backups, replicatedBackups, versions, tablePointInTimeRecovery],
  outcome(has, { config }) {
    return {
      automatic: "no",
      outage: "until an operator has restored the data; replication copies the damage, so a failover does not help",
      lost: has(backups)
        ? `what was written after the restore point, which is at most ${config.database.retentionDays} days back`
        : has(versions)
          ? "the database; objects have their old versions"
          : "everything that was overwritten",
    };
  },
};
