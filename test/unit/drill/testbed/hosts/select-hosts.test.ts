import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { selectHosts } from "../../../../../drill/testbed/hosts/select-hosts";
import type { ProcessTable } from "../../../../../drill/testbed/processes/process-table";
import type { ApplicationKind } from "../../../../../drill/testbed/region/application-program";
import { type LeaseAgentProgram, leaseAgentProgram } from "../../../../../drill/testbed/region/lease-agent";

describe("selectHosts", () => {
  const standIn: LeaseAgentProgram = leaseAgentProgram("instances", "python3-that-is-not-there");
  const deployed: LeaseAgentProgram = { ...standIn, kind: "deployed" };

  function selected(application: ApplicationKind, enforcement: boolean, agent = deployed, ownNetwork = true): string {
    const folder = mkdtempSync(join(tmpdir(), "redoubt-test-"));
    try {
      const processes = { folder } as ProcessTable;
      return selectHosts({ application, compute: "instances", enforcement }, processes, agent, ownNetwork).enforcement;
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  it("uses network namespaces for the deployed agent in a network of its own, and proxies otherwise", () => {
    expect(selected("ignores-lease", true)).to.equal("network namespaces");
    expect(selected("ignores-lease", true, deployed, false)).to.equal("proxies");
    expect(selected("ignores-lease", true, standIn)).to.equal("proxies");
  });

  it("ends tasks, whose path to the database stays open", () => {
    const settings = { application: "ignores-lease", compute: "fargate", enforcement: true } as const;
    expect(selectHosts(settings, {} as ProcessTable, deployed, true).enforcement).to.equal("tasks");
    const unenforced = { ...settings, enforcement: false };
    expect(selectHosts(unenforced, {} as ProcessTable, deployed, true).enforcement).to.equal("none");
  });

  it("leaves the path open for an application that asks the lease agent, and without enforcement", () => {
    expect(selected("asks-lease", true)).to.equal("none");
    expect(selected("ignores-lease", false)).to.equal("none");
  });
});
