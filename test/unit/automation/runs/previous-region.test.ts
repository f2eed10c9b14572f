import { expect } from "chai";
import { previousRegion } from "../../../../automation/runs/previous-region";
import { encodeLease } from "../../../../failover/protocol/lease-item";
import { userErrorOf } from "../../../support/deployed-project";
import { leaseOf } from "../../../support/leases";
import { deployment, standInClients } from "../../failover/adapters/aws/stand-ins";

describe("automation/runs/previous-region", () => {
  const text = (value: string) => ({ S: value });
  const lease = encodeLease(leaseOf("us-west-1", { epoch: 2, run: "r" }));
  const entry = (step: string, state: string) => text(JSON.stringify({ run: "r", step, attempt: 1, state, at: 1 }));
  const journal = (plan: object, entries: object = {}) => ({
    plan: text(JSON.stringify({ run: "r", ...plan })),
    entries: { M: entries },
  });
  const previous = (items: Record<string, object>) => {
    const { clients } = standInClients({
      GetItem: ({ Key }) => ({ Item: items[(Key as { pk: { S: string } }).pk.S] }),
    });
    return previousRegion(deployment, clients);
  };

  it("is the region that the last run left", async () => {
    const run = journal({ mode: "failover", from: "us-east-1", to: "us-west-1" });
    expect(await previous({ lease, "run#r": run })).to.equal("us-east-1");
  });

  it("is the target of a switchover that is not finished", async () => {
    const run = journal({ mode: "switchover", from: "us-west-1", to: "us-east-1" }, { a: entry("gate", "done") });
    expect(await previous({ lease: { ...lease, active: text("us-east-1") }, "run#r": run })).to.equal("us-east-1");
  });

  it("does not exist without a run, or without a lease", async () => {
    const first = encodeLease(leaseOf("us-west-1"));
    expect(await userErrorOf(() => previous({ lease: first }))).to.match(
      /^us-west-1: is active since the first deployment/,
    );
    expect(await userErrorOf(() => previous({}))).to.match(/^nothing was changed: lease: /);
  });
});
