import type { Mutation } from "../bundle";

const DETECTOR = "failover/controller/failure-detector.ts";

/** Faults in what the controllers start by themselves: resumed runs and automatic failovers. */
export const CONTROLLER_MUTATIONS: readonly Mutation[] = [
  {
    name: "nobody resumes a run whose command died",
    fault: "command that dies and is not run again",
    file: "failover/controller/unfinished-run.ts",
    from: "if (await stateMachine.isRunning()) return false;",
    to: 'if (run.run !== "") return false;',
  },
  {
    name: "a run that holds writes counts as ended",
    fault: "command that dies and is not run again",
    file: "failover/controller/unfinished-run.ts",
    from: "if (finished(journal)) return undefined;",
    to: 'if (finished(journal) || lease.writes === "held") return undefined;',
  },
  {
    name: "a failure detector starts no failover",
    fault: "region that is lost while nobody is there",
    file: "failover/controller/detection-round.ts",
    from: 'trigger !== "automatic"',
    to: 'trigger !== "manual"',
  },
  {
    name: "an automatic failover leaves another region than the one that was lost",
    fault: "region that is lost while nobody is there",
    file: "failover/run/plan.ts",
    from: "request.epoch !== undefined && request.epoch !== lease.epoch",
    to: "request.epoch === Number.NaN",
  },
  {
    name: "hosts that renew the lease prevent an automatic failover",
    fault: "database that is lost while its region's hosts go on",
    file: DETECTOR,
    from: "silent.length > 0",
    to: "silent.length > 1",
  },
  {
    name: "a loss counts before it has lasted for the confirmation time",
    fault: "region that is lost for a minute",
    file: DETECTOR,
    from: "now - since >= confirmSeconds * 1000",
    to: "now - since >= confirmSeconds * 100",
  },
  {
    name: "failing probes alone fail a region over",
    fault: "bad deployment in a region that is well",
    file: DETECTOR,
    from: "silent.length > 0 && !vetoed",
    to: "failing.length > 0",
    also: {
      file: "failover/run/sign-of-life.ts",
      from: "> gate.aliveSeconds",
      to: "> -gate.aliveSeconds",
    },
  },
  {
    name: "a verification accepts a marker of others",
    fault: "markers of others",
    file: "failover/steps/verify.ts",
    from: "read.marker !== marker",
    to: "read.marker === null",
  },
];
