import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { bundleWorker, type Mutation } from "./bundle";
import { MUTATIONS } from "./mutations";
import { runInThread } from "./threads";

/** Enough for the rarest of them, with this seed and with others. */
const RUNS = Number(process.env.REDOUBT_MUTATION_RUNS ?? 20_000);
const SEED = Number(process.env.REDOUBT_MUTATION_SEED ?? 1);

async function violation(
  mutation: Pick<Mutation, "file" | "from" | "to" | "also" | "aurora">,
  runs = RUNS,
): Promise<string | null> {
  // Even seeds have Aurora (schedulesOf).
  const seed = SEED - (SEED % 2) + (mutation.aurora ? 0 : 1);
  const answer = await runInThread(await bundleWorker(mutation), { kind: "violation", runs, seed });
  if (!("violation" in answer)) throw new Error("the worker did not look for a violation");
  return answer.violation;
}

describe("failover with deliberate faults", () => {
  // Started together, so that every thread is busy; each test awaits its own.
  const found = new Map<Mutation, Promise<string | null>>();
  before(() => {
    for (const mutation of MUTATIONS) {
      const result = violation(mutation);
      result.catch(() => undefined);
      found.set(mutation, result);
    }
  });

  for (const mutation of MUTATIONS) {
    it(`detects: ${mutation.name} (${mutation.fault})`, async () => {
      expect(await found.get(mutation)).to.match(/^Violation: /);
    });
  }

  it("has every mutation in the table of README.md, beside its kind of fault", () => {
    const table = readFileSync(join(__dirname, "README.md"), "utf8").split("\n");
    const rows = table.filter((line) => line.startsWith("| ")).map((line) => line.split(" | "));
    for (const { fault, name } of MUTATIONS) {
      expect(rows.find(([kind]) => kind === `| ${fault}`)?.[2], fault).to.include(name);
    }
  });

  it("detects nothing in the unchanged sources", async () => {
    const from = 'writes: "held", quarantined';
    expect(await violation({ file: "failover/protocol/lease.ts", from, to: from }, 200)).to.equal(null);
  });

  it("rejects a mutation whose text is gone", async () => {
    const gone = { file: "failover/protocol/lease.ts", from: "no such text", to: "" };
    const error = await bundleWorker(gone).catch((reason: unknown) => reason);
    expect(error)
      .to.be.an("error")
      .with.property("message")
      .that.matches(/occurs 0 times/);
  });
});
