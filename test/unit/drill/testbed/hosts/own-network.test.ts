import { mkdtempSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { expect } from "chai";
import { hasOwnNetwork, whyNoOwnNetwork } from "../../../../../drill/testbed/hosts/own-network";

describe("own network", () => {
  const before = { ...process.env };
  afterEach(() => {
    process.env = { ...before };
  });

  it("differs from the network in which the command was started", function () {
    expect(hasOwnNetwork()).to.equal(false);
    if (process.platform !== "linux") this.skip();
    process.env.REDOUBT_DRILL_OUTSIDE = readlinkSync("/proc/self/ns/net");
    expect(hasOwnNetwork()).to.equal(false);
    process.env.REDOUBT_DRILL_OUTSIDE = "net:[1]";
    expect(hasOwnNetwork()).to.equal(true);
  });

  it("gives the reason where network namespaces cannot be used", () => {
    const empty = mkdtempSync(`${tmpdir()}/redoubt-test-`);
    process.env.PATH = empty;
    expect(whyNoOwnNetwork())
      .to.be.a("string")
      .and.to.match(/namespaces/);
    rmSync(empty, { recursive: true });
  });
});
