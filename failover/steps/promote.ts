import { followsLastWriter } from "../protocol/gate";
import { Refused } from "../protocol/ports";
import { define, done, pending } from "./step";

/**
 * Promotes the database. It is complete when a write succeeds, whatever the status. A promotion that RDS accepted and abandoned is
 * requested again.
 */
export const promote = define({
  title: "promote the target's database",
  irreversible: true,
  timing: { callSeconds: 20, pollSeconds: 10, timeoutSeconds: 3600 },
  call: async ({ plan, ports }) => {
    const { to: region, epoch, database: id } = plan;
    const database = await ports.database.describe(region);
    if (database.id !== id) {
      throw new Refused(`the database of ${region} is ${database.id}, and was ${id} when the plan was made`);
    }
    // Aurora lets all secondaries follow a primary that another run has promoted meanwhile: the gate has not evaluated that one's data.
    if (database.role === "replica" && !followsLastWriter(database, plan.before) && !plan.forced) {
      const { source } = database;
      throw new Refused(
        `the database of ${region} now replicates from ${source}, and ${plan.before.lastWriter} took the last writes: fail over to ${source}, or accept the loss: redoubt failover --to ${region} --force ${region}`,
      );
    }
    try {
      await ports.database.write(region, `${plan.run} promote`);
      return done(`the database of ${region} has taken a write`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (database.role !== "replica") return pending(`${database.role}; it does not take writes yet: ${reason}`);
    }
    const mode = plan.mode === "switchover" ? "switchover" : "failover";
    const source = plan.forced ? undefined : plan.before.lastWriter;
    await ports.database.promote({ region, id, epoch, mode, source });
    return pending("promotion requested");
  },
});
