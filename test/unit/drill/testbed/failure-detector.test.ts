import { expect } from "chai";
import { type Site, waitUntilLost } from "../../../../drill/testbed/failure-detector";
import { leaseOf } from "../../../support/leases";

const east = "us-east-1";
const lease = leaseOf(east);
const settings = { intervalSeconds: 0.001, timeoutSeconds: 1, confirmSeconds: 0, staleSeconds: 10 };

function site(name: string, answer: () => boolean): Site {
  return { name, application: { answers: async () => answer() } };
}

describe("waitUntilLost", () => {
  it("counts a region as lost when every probe fails and it is silent, and logs each new reason", async () => {
    let probes = 0;
    const reads: (typeof lease | Error)[] = [lease, new Error("no lease region answers"), lease];
    const read = async () => {
      const next = reads.shift() ?? lease;
      if (next instanceof Error) throw next;
      return next;
    };
    const reasons: string[] = [];
    const sites = [site("west", () => probes++ < 1), site("third", () => probes < 3)];
    await waitUntilLost(
      east,
      sites,
      { read },
      { acknowledged: async () => ({ epoch: lease.epoch, at: 0 }) },
      settings,
      (reason) => reasons.push(reason),
      new AbortController().signal,
    );
    expect(reasons[0]).to.contain("its database acknowledges no beat");
    expect(reasons.at(-1)).to.contain("west gets no answer").and.to.contain("third gets no answer");
  });

  it("rejects when its signal fires", async () => {
    const stop = new AbortController();
    const pending = waitUntilLost(
      east,
      [site("west", () => true)],
      { read: async () => lease },
      { acknowledged: async () => undefined },
      settings,
      () => stop.abort(),
      stop.signal,
    );
    expect(await pending.catch((error: Error) => error.name)).to.equal("AbortError");
  });
});
