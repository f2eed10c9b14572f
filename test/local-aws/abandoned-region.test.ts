import { CreateDBInstanceCommand, RDSClient } from "@aws-sdk/client-rds";
import { expect } from "chai";
import { abandonedStatus } from "../../automation/lost/abandoned-status";
import { databaseIdentifier, databaseIdentifierPrefix, deploymentName } from "../../config/naming";
import { parseConfig } from "../../config/parse";
import { awsPorts } from "../../failover/adapters/aws";
import type { Deployment } from "../../failover/deployment";
import { type FailoverPorts, Refused } from "../../failover/protocol/ports";
import { execute } from "../../failover/run/execute";
import { planRun } from "../../failover/run/plan";
import { reconcile } from "../../failover/run/reconcile";
import { systemClock } from "../../failover/run/system-clock";
import { configMap } from "../support/preview";
import { ApplicationServer } from "./application-server";
import { active, deploySystem, standby } from "./deployment";
import { outage } from "./outage";
import { quick } from "./state-machine";

/** A region that was lost, left by a failover and abandoned, and that answers again months later with everything it had. */
describe("an abandoned region that returns, on the local AWS", () => {
  let application: ApplicationServer;
  /** What the controller of the region that is left is deployed with. */
  let deployment: Deployment;
  let ports: FailoverPorts;
  let identifier: string;
  /** What the abandoned region's own controller was deployed with. */
  let former: FailoverPorts;

  before(async () => {
    application = await ApplicationServer.start((from) => (from === active ? [standby] : []));
    const before = await deploySystem(application.url);
    former = awsPorts(before, active, { clock: systemClock });
    const { cidr } = before.regions[active] ?? {};
    deployment = { ...before, regions: { ...before.regions, [active]: { cidr, abandoned: true } } };
    ports = awsPorts(deployment, standby, { clock: systemClock });
    application.edge = ports.edge;
    await ports.edge.write({ active, epoch: 1, reads: "failover", writes: "open" });
    await ports.routes.switchTo(active, standby, 1);
    // What redoubt status looks for, by the name that the program gives it.
    identifier = databaseIdentifier(databaseIdentifierPrefix(deploymentName(before.project)), active, 1);
    const database = { DBInstanceIdentifier: identifier, DBInstanceClass: "db.t4g.micro" };
    await new RDSClient({ region: active }).send(
      new CreateDBInstanceCommand({
        ...database,
        Engine: "postgres",
        AllocatedStorage: 20,
        MasterUsername: "app",
        MasterUserPassword: "password-1",
      }),
    );
    await outage({ regions: [active], mode: "hang" });
    const { plan } = await planRun(ports, quick(deployment), { mode: "failover", to: standby, by: "test" });
    expect((await execute(ports, plan)).outcome).to.equal("done");
  });
  after(async () => {
    await outage({});
    await application.stop();
  });

  const statusOf = async () => {
    const regions = { [standby]: { stack: "dr", cidr: "10.20.0.0/16" } };
    const abandoned = { [active]: { stack: "prod", cidr: deployment.regions[active]?.cidr } };
    const config = parseConfig(configMap({ activeRegion: standby, regions, abandoned }));
    return (await abandonedStatus(config, deployment.project))[0];
  };
  const fenceOf = async () => (await reconcile(ports, standby)).find(({ what }) => what === "fence");

  it("is shown as silent, and its fence as not confirmed, while it does not answer", async () => {
    expect(await statusOf()).to.deep.equal({ region: active, answers: false, databases: [], fenced: null });
    expect((await fenceOf())?.fault).to.not.equal(undefined);
  });

  it("is found with its database when it answers, and is fenced by the active region's controller within a minute", async () => {
    await outage({});
    const found = { region: active, answers: true, databases: [identifier] };
    expect(await statusOf()).to.deep.equal({ ...found, fenced: false });
    expect(await fenceOf()).to.deep.equal({ what: "fence", region: active });
    expect(await statusOf()).to.deep.equal({ ...found, fenced: true });
  });

  it("takes no write and serves nothing: its own controller neither opens the fence nor changes lease, edge or routes", async () => {
    const before = {
      lease: await ports.lease.read(),
      edge: await ports.edge.read(),
      routes: await ports.routes.read(),
    };
    expect(before.lease).to.deep.include({ active: standby, quarantined: [active] });
    const results = await reconcile(former, active);
    expect(results.map(({ what }) => what)).to.deep.equal(["quarantine"]);
    expect(results[0]?.fault).to.match(/is primary: rebuild it as a replica/);
    const after = { lease: await ports.lease.read(), edge: await ports.edge.read(), routes: await ports.routes.read() };
    expect(after).to.deep.equal(before);
    expect(before.edge).to.include({ active: standby, reads: "pinned" });
    expect((await statusOf())?.fenced).to.equal(true);
  });

  it("cannot become active again by a command", async () => {
    const plan = planRun(ports, quick(deployment), { mode: "failover", to: active, by: "test", force: active });
    const error = await plan.catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(Refused);
    expect((await ports.lease.read()).active).to.equal(standby);
  });
});
