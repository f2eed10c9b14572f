import { expect } from "chai";
import type { Lease } from "../../../../failover/protocol/types";
import type { AcknowledgedBeat, ReplayedBeat } from "../../../../failover/protocol/watermarks";
import { reportLoss } from "../../../../failover/sentinel/loss-metric";
import { leaseOf } from "../../../support/leases";

const now = 1_700_000_000_000;
const ago = (seconds: number) => now - seconds * 1000;

/** The value of the metric that the standby's sentinel publishes; undefined where it publishes none. */
async function published(
  lease: Lease,
  acknowledged?: AcknowledgedBeat,
  replayed?: ReplayedBeat,
): Promise<number | undefined> {
  const lines: string[] = [];
  const { log } = console;
  console.log = (line: string) => lines.push(line);
  try {
    const watermarks = {
      acknowledged: async () => acknowledged,
      replayed: async () => replayed,
      renewedAt: async () => lease.renewedAt ?? undefined,
    };
    await reportLoss("us-west-1", "lease", { lease: { read: async () => lease }, watermarks }, { now, beatSeconds: 5 });
  } finally {
    console.log = log;
  }
  const documents = lines.map((line) => JSON.parse(line));
  for (const document of documents) {
    expect(document).to.deep.include({ LeaseTable: "lease", Region: "us-west-1" });
    expect(document._aws.CloudWatchMetrics[0]).to.deep.include({ Namespace: "Redoubt" });
  }
  return documents[0]?.SecondsAtRisk;
}

describe("failover/sentinel/loss-metric", () => {
  const lease = leaseOf("us-east-1");

  it("publishes what a failover would lose by beats, so that an idle database is not behind", async () => {
    expect(await published(lease, { epoch: 1, at: ago(3) }, { epoch: 1, at: ago(8), readAt: ago(1) })).to.equal(5);
    // The figure is that of the gate: it does not grow after the loss of the active region.
    expect(await published(lease, { epoch: 1, at: ago(3600) }, { epoch: 1, at: ago(3605), readAt: ago(1) })).to.equal(
      5,
    );
    expect(
      await published(
        { ...lease, renewedAt: ago(100) },
        { epoch: 1, at: ago(300) },
        { epoch: 1, at: ago(300), readAt: 1 },
      ),
    ).to.equal(200);
    // Only the database is lost.
    const failed = { since: ago(295), at: ago(101) };
    expect(
      await published(
        { ...lease, renewedAt: ago(100) },
        { epoch: 1, at: ago(300), failed },
        { epoch: 1, at: ago(300), readAt: 1 },
      ),
    ).to.equal(5);
  });

  it("publishes nothing where the loss is unknown, and 0 in the active region", async () => {
    expect(await published(lease, { epoch: 1, at: ago(3) })).to.equal(undefined);
    expect(await published(lease, undefined, { epoch: 1, at: ago(3), readAt: ago(1) })).to.equal(undefined);
    expect(await published(leaseOf("us-west-1"))).to.equal(0);
  });
});
