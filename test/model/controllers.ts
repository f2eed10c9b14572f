import type { DetectionSite } from "../../failover/controller/detection-round";
import type { Observation } from "../../failover/controller/failure-detector";
import type { Core } from "./core-type";
import { Executions } from "./executions";
import { FAULTLESS, type Faults, Process } from "./process";
import { REGIONS, type Region } from "./schedule";
import type { SimulatedAws } from "./simulated-aws";
import type { Simulation } from "./simulation";

/** Between two rounds of a controller, in milliseconds. */
const ROUND = 60_000;

/** The site that hosts no tier. */
const THIRD_SITE = "third";

/** Errors after which the same call or command may succeed. */
export const REPEATABLE = /throttled|reply lost|timed out|does not answer|no answer|denied|endpoint|credentials/;

/**
 * The regions' controllers, which reconcile, detect and resume once a minute beside every command, and the third site. None reaches a region
 * that is cut off, nor acts in one.
 */
export function startControllers(simulation: Simulation, aws: SimulatedAws, core: Core, faults: Faults): void {
  const repeat = (start: number, isAway: () => boolean, act: () => Promise<unknown>) => {
    const round = () => {
      simulation.after(ROUND, round);
      if (isAway()) return;
      act().catch((error: unknown) => {
        if (error instanceof Error && (error instanceof core.Denied || REPEATABLE.test(error.message))) return;
        simulation.fail(error);
      });
    };
    simulation.after(start, round);
  };
  for (const [index, region] of REGIONS.entries()) {
    const process = new Process(simulation, aws, core, faults, { ...FAULTLESS, home: region });
    const isAway = () => aws.isCutOff(region);
    repeat(index * 20_000, isAway, () => core.reconcile(process.ports, region));
    const site: DetectionSite = {
      ...observerOf(process, aws),
      home: region,
      regions: REGIONS,
      abandoned: [],
      abandonment: { isAbandoned: async () => false, record: async () => {} },
      otherSite: THIRD_SITE,
      stateMachine: new Executions(simulation, aws, region, faults),
      trigger: aws.schedule.trigger,
    };
    repeat(index * 20_000 + 5000, isAway, () => core.detectionRound(site));
  }
  const third = observerOf(new Process(simulation, aws, core, faults, FAULTLESS), aws);
  const observe = async () => core.observe(third, await third.lease.read(), THIRD_SITE);
  repeat(45_000, () => false, observe);
}

/** Whether a region's tiers answer a probe. An application without its database answers with errors. */
function answersProbe({ databases, disturbances }: SimulatedAws, region: Region): boolean {
  return !(region === "east" && disturbances.isDeploymentBad) && databases[region].lostAt === null;
}

/** What a site uses to observe the active region. */
function observerOf(process: Process, aws: SimulatedAws) {
  const { clock, journal, lease, watermarks } = process.ports;
  const answers = (region: string) => process.call(() => answersProbe(aws, process.reach(region)));
  return {
    application: { answers: (region: string) => answers(region).catch(() => false) },
    clock,
    journal,
    lease,
    observations: {
      read: (site: string) => process.call(() => aws.observations.get(site) ?? null, { port: "watermarks" }),
      record: (observation: Observation) =>
        process.call(() => void aws.observations.set(observation.site, observation), { port: "watermarks" }),
    },
    publish: () => {},
    watermarks,
  };
}
