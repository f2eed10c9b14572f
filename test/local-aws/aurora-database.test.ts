import { randomUUID } from "node:crypto";
import {
  CreateDBClusterCommand,
  CreateDBInstanceCommand,
  CreateGlobalClusterCommand,
  DescribeDBInstancesCommand,
  RDSClient,
} from "@aws-sdk/client-rds";
import { expect } from "chai";
import { awsPorts } from "../../failover/adapters/aws";
import type { Deployment } from "../../failover/deployment";
import type { DatabaseState, FailoverPorts, PromotionTarget } from "../../failover/protocol/ports";
import { systemClock } from "../../failover/run/system-clock";
import { active, deploySystem, standby } from "./deployment";
import { outage } from "./outage";

const ENGINE = "aurora-postgresql";
const CLASS = "db.r6g.large";
const PARAMETER_GROUP = "default.aurora-postgresql17";
const REGIONS = [active, standby];

/** A system whose database is an Aurora Global Database; without instances in the standby if it is headless. */
async function deployAurora({ headless = false } = {}): Promise<Deployment> {
  const system = await deploySystem("http://127.0.0.1:9");
  const globalDatabase = `app-${randomUUID().slice(0, 8)}`;
  const GlobalClusterIdentifier = globalDatabase;
  const EngineVersion = "17.5";
  await new RDSClient({ region: active }).send(
    new CreateGlobalClusterCommand({ GlobalClusterIdentifier, Engine: ENGINE, EngineVersion }),
  );
  for (const region of REGIONS) {
    const rds = new RDSClient({ region });
    const DBClusterIdentifier = `${globalDatabase}-${region}-g1`;
    const primary = { MasterUsername: "redoubt", MasterUserPassword: "correct horse", DatabaseName: "application" };
    const cluster = { DBClusterIdentifier, GlobalClusterIdentifier, Engine: ENGINE, EngineVersion };
    await rds.send(new CreateDBClusterCommand({ ...cluster, ...(region === active && primary) }));
    if (headless && region === standby) continue;
    const instance = { DBInstanceIdentifier: `${DBClusterIdentifier}-1`, DBInstanceClass: CLASS, Engine: ENGINE };
    await rds.send(new CreateDBInstanceCommand({ ...instance, DBClusterIdentifier }));
  }
  const regions = Object.fromEntries(
    REGIONS.map((region) => {
      const { resources, ...rest } = system.regions[region] ?? { cidr: "" };
      const databaseInstances = { active: 2, engine: ENGINE, class: CLASS, parameterGroup: PARAMETER_GROUP };
      const databaseIdentifier = `${globalDatabase}-${region}-g1`;
      return [region, { ...rest, resources: resources && { ...resources, databaseIdentifier, databaseInstances } }];
    }),
  );
  return { ...system, globalDatabase, regions };
}

async function instancesIn(region: string, { globalDatabase }: Deployment) {
  const { DBInstances = [] } = await new RDSClient({ region }).send(new DescribeDBInstancesCommand({}));
  return DBInstances.map(({ DBInstanceIdentifier = "" }) => DBInstanceIdentifier)
    .filter((name) => name.startsWith(`${globalDatabase}-`))
    .map((name) => name.replace(`${globalDatabase}-${region}-g1-`, ""));
}

/** Describes the region's database until it has the role. */
async function untilRole({ database }: FailoverPorts, region: string, role: DatabaseState["role"]) {
  for (;;) {
    const state = await database.describe(region);
    if (state.role === role) return state;
  }
}

async function target(ports: FailoverPorts, region: string, mode: PromotionTarget["mode"]): Promise<PromotionTarget> {
  return { region, id: (await ports.database.describe(region)).id, epoch: (await ports.lease.read()).epoch, mode };
}

describe("Aurora's adapters on the local AWS", () => {
  afterEach(() => outage({}));

  it("fail over while the primary's region does not answer, and see the former primary rejoin", async () => {
    const ports = awsPorts(await deployAurora(), standby, { clock: systemClock });
    const before = await ports.database.describe(standby);
    expect(before).to.include({ role: "replica", source: active });
    const promotion = await target(ports, standby, "failover");
    await outage({ regions: [active], services: ["rds"], mode: "error" });
    await ports.database.promote(promotion);
    // A repetition, as after a lost reply, has no effect.
    await ports.database.promote(promotion);
    expect(await untilRole(ports, standby, "primary")).to.deep.equal({
      ...before,
      role: "primary",
      source: null,
      lag: null,
    });
    await outage({});
    const rejoining = await ports.database.describe(active);
    expect(rejoining).to.include({ role: "rejoining", source: null });
    expect(await untilRole(ports, active, "replica")).to.include({ id: rejoining.id, source: standby });
  });

  it("switch over and back, each time called in the primary's region", async () => {
    const ports = awsPorts(await deployAurora(), standby, { clock: systemClock });
    await ports.database.promote(await target(ports, standby, "switchover"));
    await untilRole(ports, standby, "primary");
    expect(await untilRole(ports, active, "replica")).to.include({ source: standby });
    await ports.database.promote(await target(ports, active, "switchover"));
    await untilRole(ports, active, "primary");
    expect(await untilRole(ports, standby, "replica")).to.include({ source: active });
  });

  it("give a headless standby its first instance before they promote it, and its size in the active role beside that", async () => {
    const deployment = await deployAurora({ headless: true });
    const ports = awsPorts(deployment, standby, { clock: systemClock });
    const promotion = await target(ports, standby, "failover");
    expect(await instancesIn(standby, deployment)).to.deep.equal([]);
    for (let refusal = "no instance yet"; refusal !== ""; ) {
      refusal = await ports.database.promote(promotion).then(
        () => "",
        ({ message }: Error) => message,
      );
      if (refusal !== "") expect(refusal).to.include("has no available DB instance yet");
    }
    await untilRole(ports, standby, "primary");
    await ports.capacity.raise(standby, promotion.epoch);
    expect(await instancesIn(standby, deployment)).to.have.members(["relief-1", "relief-2"]);
  });

  it("delete the instances of a rehearsal again", async () => {
    const deployment = await deployAurora();
    const ports = awsPorts(deployment, standby, { clock: systemClock });
    const { epoch } = await ports.lease.read();
    await ports.capacity.raise(standby, epoch);
    expect(await instancesIn(standby, deployment)).to.have.members(["1", "relief-1"]);
    await ports.capacity.restore(standby, epoch);
    expect(await instancesIn(standby, deployment)).to.deep.equal(["1"]);
  });
});
