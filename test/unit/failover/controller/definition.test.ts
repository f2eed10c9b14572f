import { expect } from "chai";
import * as fc from "fast-check";
import { controllerDefinition } from "../../../../failover/controller/definition";
import { FLOWS } from "../../../../failover/protocol/flow";
import { decide, type Knowledge } from "../../../../failover/protocol/machine";
import type { Mode, StepName } from "../../../../failover/protocol/types";

const definition = controllerDefinition("arn:aws:lambda:us-west-1:123456789012:function:controller");
const modes = Object.keys(FLOWS) as Mode[];

/** What each step comes to when it is called for the nth time. */
type Answer = "done" | "skipped" | "failed" | "superseded" | "pending" | "lost";

interface Scope {
  StartAt: string;
  States: Record<string, KnownState>;
}

/** The parts of a state that the interpreter and the checks look at. */
interface KnownState {
  Type: string;
  Next?: string;
  Default?: string;
  End?: true;
  Result?: unknown;
  ResultPath: string;
  Parameters: { Payload: { step: StepName } };
  Catch?: { Next: string }[];
  Choices?: { Variable: string; StringEquals: string; Next: string }[];
  Branches?: Scope[];
}

/** Interprets as much of the Amazon States Language as the definition uses; answers from a script. */
function run(mode: Mode, answer: (step: StepName) => Answer, known: Knowledge): Knowledge {
  const at = (data: unknown, path: string): unknown =>
    path
      .slice(2)
      .split(/\.|\[(\d+)\]\.?/)
      .filter((part) => part !== undefined && part !== "")
      .reduce<unknown>((node, part) => (node as Record<string, unknown>)?.[part], data);
  const walk = (scope: Scope, data: Record<string, unknown>): Record<string, unknown> => {
    let name = scope.StartAt;
    for (let moves = 0; moves < 10_000; moves++) {
      if (name === "conclude") return data;
      const state = scope.States[name];
      if (!state) throw new Error(`no state ${name}`);
      if (state.Type === "Task") {
        const { step } = state.Parameters.Payload;
        const given = known[step] === "done" || known[step] === "skipped" ? known[step] : answer(step);
        if (given !== "pending") known[step] = given === "lost" ? "failed" : given;
        if (given === "lost") {
          name = state.Catch?.[0]?.Next ?? "";
          continue;
        }
        data = { ...data, progress: { state: given } };
      } else if (state.Type === "Pass") {
        data = { ...data, [state.ResultPath.slice(2)]: state.Result };
        if (state.End) return data;
      } else if (state.Type === "Choice") {
        name = state.Choices?.find((one) => at(data, one.Variable) === one.StringEquals)?.Next ?? state.Default ?? "";
        continue;
      } else if (state.Type === "Parallel") {
        const input = data;
        data = { ...data, branches: state.Branches?.map((branch) => walk(branch, input)) };
      }
      name = state.Next ?? "";
    }
    throw new Error("does not end");
  };
  const { StartAt: _, States } = definition;
  walk({ StartAt: "mode", States: States as unknown as Scope["States"] }, { mode });
  return known;
}

/** The machine itself, driven the simplest way. */
function drive(mode: Mode, answer: (step: StepName) => Answer): Knowledge {
  const known: Knowledge = {};
  for (let moves = 0; moves < 1000; moves++) {
    const decision = decide(mode, known);
    if (!("due" in decision)) return known;
    for (const step of decision.due) {
      const given = answer(step);
      if (given !== "pending") known[step] = given === "lost" ? "failed" : given;
    }
  }
  throw new Error("does not end");
}

describe("controller definition", () => {
  it("names every state once, leads everywhere it names, and ends", () => {
    const names: string[] = [];
    const check = ({ StartAt, States }: Scope) => {
      expect(States).to.have.property(StartAt);
      for (const [name, state] of Object.entries(States)) {
        names.push(name);
        expect(name.length, name).to.be.at.most(80);
        const targets = [state.Next, state.Default, ...[state.Choices, state.Catch].flat().map((one) => one?.Next)];
        for (const target of targets) if (target !== undefined) expect(States, name).to.have.property(target);
        for (const branch of state.Branches ?? []) check(branch);
      }
    };
    check(definition as unknown as Scope);
    expect(new Set(names).size).to.equal(names.length);
  });

  it("is JSONPath alone, and the same each time", () => {
    const text = JSON.stringify(definition);
    expect(text).not.to.include("JSONata").and.not.to.include("{%");
    expect(JSON.stringify(controllerDefinition("arn:aws:lambda:us-west-1:123456789012:function:controller"))).to.equal(
      text,
    );
  });

  it("takes a stack's departures from the steps' timing", () => {
    const { States } = controllerDefinition("arn", { gate: { pollSeconds: 7.5 } });
    expect(States["failover gate: wait"]).to.deep.equal({ Type: "Wait", Seconds: 8, Next: "failover gate" });
  });

  for (const mode of modes) {
    it(`carries ${mode} out as the machine does`, () => {
      const steps = Object.values(FLOWS[mode]);
      expect(steps).not.to.be.empty;
      const answers = fc.constantFrom<Answer>("done", "done", "done", "skipped", "failed", "pending", "lost");
      fc.assert(
        fc.property(fc.infiniteStream(answers), (stream) => {
          const script = new Map<StepName, Answer>();
          const answer = (step: StepName): Answer => {
            const given = script.get(step) ?? (stream.next().value as Answer);
            // Pending once, then done: how often it is pending does not matter.
            script.set(step, given === "pending" ? "done" : given);
            return given;
          };
          const byMachine = drive(mode, answer);
          const again = (step: StepName): Answer => script.get(step) ?? "done";
          expect(run(mode, again, {})).to.deep.equal(byMachine);
        }),
        { numRuns: 500 },
      );
    });

    it(`calls nothing new once ${mode} is superseded, but what asks for itself whether it may`, () => {
      const superseded = run(mode, () => "superseded", {});
      expect(decide(mode, superseded)).to.deep.equal({ outcome: "superseded" });
      expect(new Set(Object.values(superseded))).to.deep.equal(new Set(["superseded"]));
    });

    it(`waits for an answer before ${mode} goes on`, () => {
      const pending = new Set<StepName>();
      const answer = (step: StepName): Answer => {
        if (pending.has(step)) return "done";
        pending.add(step);
        return "pending";
      };
      const known = run(mode, answer, {});
      expect(decide(mode, known)).to.deep.equal({ outcome: "done" });
    });
  }
});
