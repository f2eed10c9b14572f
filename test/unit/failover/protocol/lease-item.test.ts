import { expect } from "chai";
import {
  decodeLease,
  encodeLease,
  encodeRenewal,
  firstLease,
  type Item,
} from "../../../../failover/protocol/lease-item";
import type { Lease } from "../../../../failover/protocol/types";
import golden from "../../../fixtures/lease-item.json";

const lease: Lease = {
  active: "us-west-1",
  epoch: 7,
  writes: "open",
  lastWriter: "us-west-1",
  writer: "db-WEST",
  quarantined: ["us-east-1"],
  timing: { leaseSeconds: 30, writeSeconds: 10, longestSeconds: 70 },
  run: "20261126T080000Z-0a1b2c3d",
  renewedAt: null,
};

describe("lease item", () => {
  it("has the attributes of the fixture that the lease agent reads too", () => {
    expect(encodeLease(lease)).to.deep.equal(golden.lease);
    const renewal = { epoch: 7, renewedAt: 1_800_000_000_000, leaseSeconds: 60 };
    expect(encodeRenewal("us-west-1", renewal)).to.deep.equal(golden.renewal);
  });

  it("is decoded to the lease that was encoded, with the renewal of its epoch", () => {
    expect(decodeLease(golden.lease)).to.deep.equal(lease);
    expect(decodeLease(golden.lease, golden.renewal)).to.deep.equal({
      ...lease,
      renewedAt: 1_800_000_000_000,
      usedLeaseSeconds: 60,
    });
    expect(decodeLease(golden.lease, { ...golden.renewal, epoch: { N: "6" } })).to.deep.equal(lease);
    expect(decodeLease(golden.lease, {})).to.deep.equal(lease);
  });

  it("is decoded without what the first lease does not have", () => {
    const first = firstLease("us-east-1", { leaseSeconds: 30, writeSeconds: 10 });
    expect(first.timing.longestSeconds).to.equal(40);
    expect(decodeLease(encodeLease(first))).to.deep.equal(first);
  });

  it("names the attribute that is missing or malformed", () => {
    const broken: [Item, RegExp][] = [
      [{ ...golden.lease, epoch: { N: "x" } }, /epoch: got \{"N":"x"\}; expected a number/],
      [{ ...golden.lease, writes: { S: "ajar" } }, /writes: got ajar; expected "open" or "held"/],
      [{}, /writes: got undefined; expected a string/],
    ];
    for (const [item, message] of broken) expect(() => decodeLease(item)).to.throw(message);
  });
});
