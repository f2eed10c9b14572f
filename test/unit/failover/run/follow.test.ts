import { expect } from "chai";
import { DEFAULTS } from "../../../../config/defaults";
import { failoverSettings } from "../../../../config/failover-settings";
import type { Plan } from "../../../../failover/protocol/types";
import { execute } from "../../../../failover/run/execute";
import { ControllerUnavailable, follow, type RunController } from "../../../../failover/run/follow";
import { planRun } from "../../../../failover/run/plan";
import { inMemoryPorts } from "../../../support/in-memory-ports";
import { rejection } from "../adapters/aws/rejection";

const settings = failoverSettings(DEFAULTS);

async function planned() {
  const made = inMemoryPorts("us-east-1", "us-west-1");
  const { plan } = await planRun(made.ports, settings, { mode: "failover", to: "us-west-1", by: "test" });
  return { ...made, plan };
}

type Made = Awaited<ReturnType<typeof planned>>;

/** Follows with a controller that does this when it is started and says this of its execution. */
async function followed({ ports, plan }: Made, work: (plan: Plan) => Promise<unknown>, ended: RunController["ended"]) {
  const steps: string[] = [];
  const executions: string[] = [];
  const start = async () => {
    await work(plan);
    return "arn:execution";
  };
  const summary = await follow(
    ports,
    plan,
    { start, ended },
    (execution) => executions.push(execution),
    ({ step, state }) => steps.push(`${step} ${state}`),
  );
  return { summary, steps, executions };
}

describe("failover/run/follow", () => {
  it("reports the steps of the controller's execution and its summary", async () => {
    const made = await planned();
    const { summary, steps, executions } = await followed(
      made,
      (plan) => execute(made.ports, plan),
      async () => ({ succeeded: true }),
    );
    expect(executions).to.deep.equal(["arn:execution"]);
    expect(steps.slice(0, 2)).to.deep.equal(["gate running", "gate done"]);
    expect(summary).to.include({ outcome: "done", next: null });
  });

  it("reports how an execution failed, by the journal and the state machine's error", async () => {
    const made = await planned();
    made.ports.database.write = () => Promise.reject(new Error("read-only"));
    const work = (plan: Plan) => execute(made.ports, plan);
    const failed = await followed(made, work, async () => ({ succeeded: false, error: "Failed" }));
    expect(failed.summary).to.include({ outcome: "failed", next: "redoubt failover --to us-west-1" });
    const superseded = await followed(
      await planned(),
      async () => {},
      async () => ({
        succeeded: false,
        error: "Superseded",
      }),
    );
    expect(superseded.summary).to.include({ outcome: "superseded", next: "redoubt status" });
  });

  it("gives up on a controller that cannot be started, or whose execution ends before the run does", async () => {
    const refused = await rejection(
      followed(
        await planned(),
        () => Promise.reject(new Error("no answer")),
        async () => undefined,
      ),
    );
    expect(refused).to.be.instanceOf(ControllerUnavailable);
    expect(refused.message).to.equal("no answer");
    const broken = await rejection(
      followed(
        await planned(),
        async () => {},
        async () => ({
          succeeded: false,
          error: "Lambda.AWSLambdaException",
          cause: "the function cannot be called",
        }),
      ),
    );
    expect(broken.message).to.equal("the execution ended: the function cannot be called");
  });

  it("gives up on an execution that journals nothing, and on Step Functions once it no longer answers", async () => {
    const silent = await rejection(
      followed(
        await planned(),
        async () => {},
        async () => undefined,
      ),
    );
    expect(silent.message).to.equal("arn:execution has journalled nothing for 60 s");
    const made = await planned();
    const begin = async ({ run }: Plan) => {
      const entry = {
        run,
        step: "gate",
        attempt: 1,
        state: "started",
        epochBefore: 1,
        epochAfter: 1,
        at: 1,
        reason: "",
      };
      await made.ports.journal.append(entry as Parameters<typeof made.ports.journal.append>[0]);
    };
    const lost = await rejection(followed(made, begin, () => Promise.reject(new Error("timed out"))));
    expect(lost.message).to.equal("timed out");
    expect(made.ports.clock.monotonic()).to.be.greaterThan(60_000);
  });

  it("waits as long as an execution that has begun keeps running", async () => {
    const made = await planned();
    let polls = 0;
    const { summary } = await followed(
      made,
      (plan) => execute(made.ports, plan),
      async () => (++polls > 200 ? { succeeded: true } : undefined),
    );
    expect(summary.outcome).to.equal("done");
  });
});
