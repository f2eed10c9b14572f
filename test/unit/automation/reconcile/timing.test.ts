import { expect } from "chai";
import { publishTiming } from "../../../../automation/reconcile/timing";
import { parseConfig } from "../../../../config/parse";
import { expirySeconds } from "../../../../failover/protocol/lease";
import type { Lease } from "../../../../failover/protocol/types";
import { leaseOf } from "../../../support/leases";
import { configMap } from "../../../support/preview";

const OUTPUTS = {
  accessPointArn: "arn:point",
  leaseTableName: "lease",
  routingStoreArn: "arn:store",
  secretArns: {},
  sentinelFunctionName: "sentinel",
};

/** The lease after an update whose configuration has this `lease.seconds`, and what the update reported. */
async function published(before: Lease, seconds: number) {
  const config = parseConfig(configMap({ lease: { seconds } }));
  let lease = before;
  const message = await publishTiming(config, "redoubt", OUTPUTS, {
    read: async () => lease,
    replace: async (_, next) => {
      lease = next;
    },
  });
  return { lease, message };
}

describe("automation/reconcile/timing", () => {
  it("publishes a shorter lease and keeps the wait of the longer one", async () => {
    const before = leaseOf("us-east-1");
    const { lease, message } = await published(before, 15);
    expect(lease.timing).to.deep.equal({ leaseSeconds: 15, writeSeconds: 10, longestSeconds: 40 });
    expect(expirySeconds(lease, 0.01)).to.equal(expirySeconds(before, 0.01));
    expect(message).to.equal(
      "the lease is valid for 15 s now, was 30 s; until the next change of the active region a failover waits at least 40 s",
    );
  });

  it("waits longer as soon as a longer lease is published", async () => {
    const { lease } = await published(leaseOf("us-east-1"), 60);
    expect(lease.timing.longestSeconds).to.equal(70);
  });

  it("changes nothing without a new value, or while writes are held", async () => {
    expect((await published(leaseOf("us-east-1"), 30)).message).to.equal(undefined);
    const held = leaseOf("us-east-1", { writes: "held" });
    expect(await published(held, 15)).to.deep.equal({ lease: held, message: undefined });
  });
});
