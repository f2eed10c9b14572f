import { expect } from "chai";
import { reconcileBackupReplications } from "../../../../automation/reconcile/backup-replications";
import { parseConfig } from "../../../../config/parse";
import type { RegionDatabase } from "../../../../failover/adapters/aws/backup-replications";
import { configMap, type Settings, swapped } from "../../../support/preview";

/** What is stopped after an update of a stack. */
async function stopped(settings: Settings, stack: string): Promise<RegionDatabase[]> {
  const calls: RegionDatabase[] = [];
  const workspace = {
    config: parseConfig(configMap(settings)),
    outputs: async (other: string) => ({ databaseArn: `arn of ${other}` }),
  };
  await reconcileBackupReplications(workspace, stack, { databaseIdentifier: `database of ${stack}` }, async (call) => {
    calls.push(call);
    return undefined;
  });
  return calls;
}

describe("automation/reconcile/backup-replications", () => {
  it("keeps a standby's replication from the active region only", async () => {
    expect(await stopped({}, "dr")).to.deep.equal([
      { region: "us-west-1", databaseIdentifier: "database of dr", sourceArn: "arn of prod" },
    ]);
  });

  it("keeps none to the region that became active", async () => {
    expect(await stopped(swapped, "dr")).to.deep.equal([
      { region: "us-west-1", databaseIdentifier: "database of dr", sourceArn: undefined },
    ]);
  });

  it("calls no quarantined region, which may be lost", async () => {
    expect(await stopped(swapped, "prod")).to.deep.equal([]);
  });

  it("does nothing for stacks without a database", async () => {
    expect(await stopped({}, "global")).to.deep.equal([]);
  });
});
