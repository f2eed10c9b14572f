import { expect } from "chai";
import type { ProposedChange } from "../../../../automation";
import { readDeployment } from "../../../../automation/deployment";
import { prepareRebuild } from "../../../../automation/runs/prepare-rebuild";
import type { DatabaseState } from "../../../../failover/protocol/ports";
import { stackOutputs, useDeployedProject, userErrorOf } from "../../../support/deployed-project";
import { inMemoryPorts } from "../../../support/in-memory-ports";
import { standInClients } from "../../failover/adapters/aws/stand-ins";

describe("automation/runs/prepare-rebuild", () => {
  const files = useDeployedProject();

  /** After a failover to us-west-1, with the database of us-east-1 in this role. */
  async function prepare(
    role: DatabaseState["role"],
    confirm: (change: ProposedChange) => Promise<void>,
    source = "us-west-1",
  ) {
    files.writeOutputs({
      ...stackOutputs,
      prod: { ...stackOutputs.dr, databaseIdentifier: "tier-database-us-east-1-g1" },
    });
    const { world, ports } = inMemoryPorts("us-west-1", "us-east-1");
    world.database = { ...world.database, role, source: role === "replica" ? source : null };
    const { asked, clients } = standInClients({ ModifyDBInstance: () => ({}) });
    const system = await readDeployment({ project: files.project, outputs: files.outputs });
    const rebuild = await prepareRebuild(system, "us-east-1", ports, confirm, clients);
    return { rebuild, calls: asked, ports };
  }

  it("lifts the deletion protection of a former primary after the confirmation", async () => {
    const changes: ProposedChange[] = [];
    const { rebuild, calls } = await prepare("primary", async (change) => {
      changes.push(change);
    });
    expect(rebuild).to.deep.equal({
      region: "us-east-1",
      databaseIdentifier: "tier-database-us-east-1-g1",
      generation: 2,
    });
    expect(changes[0]?.lines.join("\n")).to.include("IRREVERSIBLE; a final snapshot remains");
    expect(calls.map(({ region, command, input }) => ({ region, command, input }))).to.deep.equal([
      {
        region: "us-east-1",
        command: "ModifyDBInstance",
        input: {
          DBInstanceIdentifier: "tier-database-us-east-1-g1",
          DeletionProtection: false,
          ApplyImmediately: true,
        },
      },
    ]);
  });

  it("prepares the rebuild of a replica that still follows the former primary", async () => {
    const changes: ProposedChange[] = [];
    const confirm = async (change: ProposedChange) => {
      changes.push(change);
    };
    const { rebuild, calls } = await prepare("replica", confirm, "us-east-2");
    expect(rebuild?.generation).to.equal(2);
    expect(calls.map(({ command }) => command)).to.deep.equal(["ModifyDBInstance"]);
    const text = changes[0]?.lines.join("\n");
    expect(text).to.include(
      "tier-database-us-east-1-g1 replicates from us-east-2; us-west-1 has taken the writes since",
    );
    // RDS refuses a final snapshot of a replica.
    expect(text).not.to.include("snapshot");
  });

  it("refuses while Aurora changes the database's role by itself", async () => {
    for (const [role, reason] of [
      ["demoting", /is replacing it as the primary of the global database; wait until/],
      ["rejoining", /is resynchronizing it with us-west-1; wait until/],
    ] as const) {
      const confirm = async () => expect.fail("nothing is to be confirmed");
      expect(await userErrorOf(() => prepare(role, confirm))).to.match(reason);
    }
  });

  it("does nothing when the database is a replica of the active region's", async () => {
    const { rebuild, calls } = await prepare("replica", () => Promise.reject(new Error("must not be called")));
    expect([rebuild, calls]).to.deep.equal([undefined, []]);
  });

  it("changes nothing when the confirmation rejects", async () => {
    const error = await prepare("primary", () => Promise.reject(new Error("not today"))).catch((reason) => reason);
    expect(error).to.have.property("message", "not today");
  });

  it("says that nothing was changed when the lease cannot be read", async () => {
    const { ports } = inMemoryPorts("us-west-1", "us-east-1");
    ports.lease.read = () => Promise.reject(new Error("no region answered"));
    const system = await readDeployment({ project: files.project, outputs: files.outputs });
    expect(await userErrorOf(() => prepareRebuild(system, "us-east-1", ports, async () => {}))).to.equal(
      "nothing was changed: no region answered",
    );
  });
});
