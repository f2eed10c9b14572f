import type { NetworkAclEntry } from "@aws-sdk/client-ec2";
import { expect } from "chai";
import { abandonedStatus } from "../../../../automation/lost/abandoned-status";
import { parseConfig } from "../../../../config/parse";
import { NetworkFencing } from "../../../../failover/adapters/aws/fencing";
import { EpochGuard } from "../../../../failover/protocol/epoch-guard";
import type { FailoverPorts } from "../../../../failover/protocol/ports";
import { reconcile } from "../../../../failover/run/reconcile";
import { inMemoryPorts } from "../../../support/in-memory-ports";
import { configMap } from "../../../support/preview";
import { leaseAt, standInClients } from "../../failover/adapters/aws/stand-ins";

const config = parseConfig(
  configMap({
    activeRegion: "us-west-1",
    regions: { "us-west-1": { stack: "dr", cidr: "10.20.0.0/16" } },
    abandoned: { "us-east-1": { stack: "prod", cidr: "10.10.0.0/16" } },
  }),
);

/** An abandoned region that answers, with its network and databases. */
function returned() {
  const entries: NetworkAclEntry[] = [];
  const stand = standInClients({
    DescribeVpcs: () => ({ Vpcs: [{ VpcId: "vpc-1" }] }),
    DescribeNetworkAcls: () => ({ NetworkAcls: [{ NetworkAclId: "acl-1", Entries: [...entries] }] }),
    DescribeSecurityGroups: () => ({ SecurityGroups: [] }),
    CreateNetworkAclEntry: (input) => {
      entries.push(input as NetworkAclEntry);
      return {};
    },
    DescribeDBInstances: () => ({
      DBInstances: ["redoubt-database-us-east-1-g1", "other"].map((DBInstanceIdentifier) => ({ DBInstanceIdentifier })),
    }),
    DescribeDBClusters: () => ({ DBClusters: [] }),
  });
  const { ec2, rds } = stand.clients;
  return { ...stand, clients: { ec2, rds, unanswered: async () => [] as string[] } };
}

describe("automation/lost: status of abandoned regions", () => {
  it("finds what a region that answers again still has, and whether its path to the database is closed", async () => {
    const { asked, clients } = returned();
    const found = { region: "us-east-1", answers: true, databases: ["redoubt-database-us-east-1-g1"] };
    expect(await abandonedStatus(config, "redoubt", clients)).to.deep.equal([{ ...found, fenced: false }]);
    expect(asked.filter(({ command }) => !command.startsWith("Describe"))).to.deep.equal([]);

    // What the active region's controller does once a minute.
    const { ports, world } = inMemoryPorts("us-west-1", "us-east-1");
    world.lease = { ...world.lease, quarantined: ["us-east-1"] };
    const fencing = new NetworkFencing(
      { project: "redoubt", regions: config.abandoned, databasePort: 5432 },
      clients.ec2,
      new EpochGuard(leaseAt(1)),
    );
    const fence: FailoverPorts["fencing"] = { fence: fencing.fence.bind(fencing), release: async () => undefined };
    await reconcile({ ...ports, fencing: fence }, "us-west-1");
    expect(await abandonedStatus(config, "redoubt", clients)).to.deep.equal([{ ...found, fenced: true }]);
  });

  it("reads nothing of a region that does not answer, and calls none that is named as lost", async () => {
    const { asked, clients } = returned();
    const nothing = { region: "us-east-1", databases: [], fenced: null };
    const silent = { ...clients, unanswered: async (regions: readonly string[]) => regions };
    expect(await abandonedStatus(config, "redoubt", silent)).to.deep.equal([{ ...nothing, answers: false }]);
    const lost = { ...config, lost: ["us-east-1"] };
    const probed: string[] = [];
    const unanswered = async (regions: readonly string[]) => {
      probed.push(...regions);
      return [];
    };
    expect(await abandonedStatus(lost, "redoubt", { ...clients, unanswered })).to.deep.equal([
      { ...nothing, answers: null },
    ]);
    expect([...probed, ...asked]).to.deep.equal([]);
  });
});
