import { backups, replicatedBackups, tablePointInTime, versions } from "./controls";
import type { FailureDefinition } from "./failure";

export const corruption: FailureDefinition = {
  failure: "corruption",
  title: "Data is corrupted or encrypted by an attacker",
  detects: [],
  handles: [backups, replicatedBackups, versions, tablePointInTime],
  outcome(has, { config }) {
    return {
      automatic: "no",
      outage: "until people have restored: replication carries the fault to every region, a failover does not help",
      lost: has(backups)
        ? `what was written since the point that is restored to, at most ${config.database.retentionDays} days back`
        : has(versions)
          ? "the database; objects have their old versions"
          : "everything that was overwritten",
    };
  },
};
