import { FLOWS, type Flow } from "../protocol/flow";
import type { Mode, StepName } from "../protocol/types";
import type { FailoverSettings } from "../run/plan";
import { STEPS } from "../steps";

/** A state of the Amazon States Language, in its JSONPath form. */
type State = Readonly<Record<string, unknown>>;
type States = Record<string, State>;

export interface Definition {
  readonly Comment: string;
  readonly StartAt: string;
  readonly States: Readonly<States>;
}

/** Longer than any call of a step with its reads and writes of the journal. */
const TASK_SECONDS = 120;

const RETRY = [{ ErrorEquals: ["States.ALL"], IntervalSeconds: 1, BackoffRate: 2, MaxAttempts: 4 }];

/**
 * The controller's state machine, generated from the flows that the command line uses too: one Lambda invocation per call of a step, a
 * Wait between the calls, and a Parallel state for parallel branches. `conclude` computes the outcome from the journal.
 * @param functionArn the function that serves `plan`, `advance` and `conclude` (handler.ts)
 * @param timing overrides of the steps' timing
 */
export function controllerDefinition(functionArn: string, timing: FailoverSettings["timing"] = {}): Definition {
  const call = (action: string, payload: State, rest: State): State => ({
    Type: "Task",
    Resource: "arn:aws:states:::lambda:invoke",
    Parameters: { FunctionName: functionArn, Payload: { action, ...payload } },
    TimeoutSeconds: TASK_SECONDS,
    ...rest,
  });

  /** The states of one step: call it, and repeat after a Wait while it is pending. */
  const stepStates = (mode: Mode, step: StepName, label: string, next: string, failed: string): States => {
    const { afterExpiry } = STEPS[step];
    const { pollSeconds } = { ...STEPS[step].timing, ...timing[step] };
    const expiry = `${label}: lease expires`;
    const answered = `${label}: answered`;
    const poll = `${label}: wait`;
    const passesOver = FLOWS[mode].bestEffort.includes(step) ? next : failed;
    return {
      [`${label}: begin`]: pass({ begunAt: null }, "$.progress", afterExpiry ? expiry : label),
      ...(afterExpiry && { [expiry]: { Type: "Wait", SecondsPath: "$.expirySeconds", Next: label } }),
      [label]: call(
        "advance",
        { "run.$": "$.run", step, "begunAt.$": "$.progress.begunAt" },
        {
          ResultSelector: {
            "state.$": "$.Payload.state",
            "reason.$": "$.Payload.reason",
            "begunAt.$": "$.Payload.begunAt",
          },
          ResultPath: "$.progress",
          Retry: RETRY,
          Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: passesOver }],
          Next: answered,
        },
      ),
      [answered]: choice(
        "$.progress.state",
        { pending: poll, done: next, skipped: next, failed: passesOver },
        // Superseded.
        failed,
      ),
      [poll]: { Type: "Wait", Seconds: Math.ceil(pollSeconds), Next: label },
    };
  };

  const chain = (mode: Mode, prefix: string, steps: readonly StepName[], next: string, failed: string): States =>
    Object.assign(
      {},
      ...steps.map((step, index) => {
        const following = steps[index + 1];
        return stepStates(mode, step, `${prefix} ${step}`, following ? `${prefix} ${following}: begin` : next, failed);
      }),
    );

  const flowStates = (mode: Mode, { stages, rollback, alwaysRollBack }: Flow): States => {
    const rollingBack = `${mode} rollback`;
    const afterwards = rollback[0] ? `${rollingBack} ${rollback[0]}: begin` : "conclude";
    const starts = stages.map(({ branches }, index) => {
      const [[first] = [], other] = branches;
      return other ? `${mode} stage ${index + 1}` : `${mode} ${first}: begin`;
    });
    const states = stages.map(({ branches, onFailure }, index): States => {
      const next = starts[index + 1] ?? (alwaysRollBack ? afterwards : "conclude");
      const failed = onFailure === "rollback" ? afterwards : "conclude";
      const [only = [], other] = branches;
      if (!other) return chain(mode, mode, only, next, failed);
      const stage = starts[index] ?? "";
      return {
        [stage]: {
          Type: "Parallel",
          Branches: branches.map((branch) => branchDefinition(mode, branch)),
          ResultPath: "$.branches",
          Next: `${stage}: ended`,
        },
        [`${stage}: ended`]: {
          Type: "Choice",
          Choices: branches.map((_, position) => ({
            Variable: `$.branches[${position}].branch`,
            StringEquals: "stopped",
            Next: failed,
          })),
          Default: next,
        },
      };
    });
    return Object.assign({}, ...states, chain(mode, rollingBack, rollback, "conclude", "conclude"));
  };

  // A failed branch ends without stopping the others, whose steps may be in progress.
  const branchDefinition = (mode: Mode, steps: readonly StepName[]): State => {
    const [first] = steps;
    const passed = `${mode} ${first}: branch passed`;
    const stopped = `${mode} ${first}: branch stopped`;
    return {
      StartAt: `${mode} ${first}: begin`,
      States: {
        ...chain(mode, mode, steps, passed, stopped),
        [passed]: { Type: "Pass", Result: "passed", ResultPath: "$.branch", End: true },
        [stopped]: { Type: "Pass", Result: "stopped", ResultPath: "$.branch", End: true },
      },
    };
  };

  const modes = Object.entries(FLOWS) as [Mode, Flow][];
  return {
    Comment: "Generated from failover/protocol/flow.ts. One invocation per call of a step.",
    StartAt: "plan",
    States: {
      plan: call(
        "plan",
        { "request.$": "$" },
        {
          ResultSelector: {
            "run.$": "$.Payload.run",
            "mode.$": "$.Payload.mode",
            "expirySeconds.$": "$.Payload.expirySeconds",
          },
          Retry: [{ ErrorEquals: ["UserError", "Refused"], MaxAttempts: 0 }, ...RETRY],
          Next: "mode",
        },
      ),
      mode: choice(
        "$.mode",
        Object.fromEntries(modes.map(([mode, { stages }]) => [mode, `${mode} ${stages[0]?.branches[0]?.[0]}: begin`])),
        "failed",
      ),
      ...Object.assign({}, ...modes.map(([mode, flow]) => flowStates(mode, flow))),
      conclude: call("conclude", { "run.$": "$.run" }, { OutputPath: "$.Payload", Retry: RETRY, Next: "ended" }),
      ended: choice("$.outcome", { done: "done", "rolled-back": "rolled-back", superseded: "superseded" }, "failed"),
      done: { Type: "Succeed" },
      "rolled-back": fail("RolledBack", "a step failed before promotion; every change was rolled back"),
      superseded: fail("Superseded", "another run, or a later epoch, holds the lease"),
      failed: fail("Failed", "a step failed; started again with the same input, it goes on from there"),
    },
  };
}

function pass(result: State, path: string, next: string): State {
  return { Type: "Pass", Result: result, ResultPath: path, Next: next };
}

function fail(error: string, cause: string): State {
  return { Type: "Fail", Error: error, Cause: cause };
}

function choice(variable: string, targets: Readonly<Record<string, string>>, otherwise: string): State {
  return {
    Type: "Choice",
    Choices: Object.entries(targets).map(([value, Next]) => ({ Variable: variable, StringEquals: value, Next })),
    Default: otherwise,
  };
}
