import { Refused } from "../protocol/ports";
import { done, pending, type Step } from "./step";

/** Promotes, and believes it only when the database is a primary and has taken a write. */
export const promote: Step = async ({ plan, ports }) => {
  const { to: region, epoch, database: id } = plan;
  const database = await ports.database.describe(region);
  if (database.id !== id) {
    throw new Refused(`the database of ${region} is ${database.id}, and was ${id} when the plan was made`);
  }
  if (database.role === "replica") {
    await ports.database.promote({ region, id, epoch });
    return pending("promotion asked for");
  }
  if (database.role === "promoting") return pending("being promoted");
  await ports.database.write(region, `${plan.run} promote`);
  return done(`the database of ${region} is primary and took a write`);
};
