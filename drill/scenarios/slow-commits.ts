import { FIRST_REGION, SECOND_REGION } from "../testbed/topology";
import type { Scenario } from "./scenario";

/** Duration of a slow commit, seconds: longer than the drill's lease and its time for a write together (drill/testbed/settings.ts). */
const COMMIT_SECONDS = 12;
/** One write in so many commits slowly: some are in progress at any time, and connections are left for the others. */
const INTERVAL = 50;

/** A deferred trigger runs within the commit. The schema is replicated, so that commits are slow in both regions. */
const SLOW_COMMITS = `
create function commit_slowly() returns trigger language plpgsql as $$ begin perform pg_sleep(${COMMIT_SECONDS}); return null; end $$;
create constraint trigger slow_commit after insert on entries deferrable initially deferred
  for each row when (new.number % ${INTERVAL} = 0) execute function commit_slowly();`;

export const slowCommits: Scenario = {
  name: "slow-commits",
  description: `a switchover while one write in ${INTERVAL} takes ${COMMIT_SECONDS} s to commit`,
  internalShare: 0,
  mayLose: false,
  async run(runner) {
    const { database } = runner.testbed.regions.at(FIRST_REGION);
    await database.withClient((client) => client.query(SLOW_COMMITS));
    runner.note(`one write in ${INTERVAL} takes ${COMMIT_SECONDS} s to commit`);
    await runner.steadyLoad();
    await runner.injectFault(`a switchover to ${SECOND_REGION} is requested`, () => runner.switchover(SECOND_REGION));
    await runner.steadyLoad();
  },
};
