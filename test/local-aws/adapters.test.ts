import { AutoScalingClient, DescribeAutoScalingGroupsCommand } from "@aws-sdk/client-auto-scaling";
import { CloudWatchClient, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { DescribeNetworkAclsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { expect } from "chai";
import { awsPorts } from "../../failover/adapters/aws";
import type { Deployment } from "../../failover/deployment";
import { PROJECT_TAG } from "../../failover/project-tag";
import { firstLease } from "../../failover/protocol/lease-item";
import { type FailoverPorts, LeaseConflict, Refused, StaleEpoch } from "../../failover/protocol/ports";
import type { JournalEntry, Lease, Plan } from "../../failover/protocol/types";
import { systemClock } from "../../failover/run/system-clock";
import { ApplicationServer } from "./application-server";
import { active, deploySystem, standby } from "./deployment";

async function rejection(promise: Promise<unknown>): Promise<Error> {
  return promise.then(
    () => expect.fail("did not reject"),
    (error: Error) => error,
  );
}

describe("adapters on the local AWS", () => {
  let application: ApplicationServer;
  let deployment: Deployment;
  let ports: FailoverPorts;

  before(async () => {
    application = await ApplicationServer.start((from) => (from === active ? [standby] : []));
    deployment = await deploySystem(application.url);
    ports = awsPorts(deployment, standby, { clock: systemClock });
    application.edge = ports.edge;
  });
  after(() => application.stop());

  describe("lease", () => {
    it("is read as seeded, and replaced only from its current value", async () => {
      const lease = await ports.lease.read();
      expect(lease).to.deep.equal(firstLease(active, { leaseSeconds: 1, writeSeconds: 1 }));
      const next: Lease = { ...lease, epoch: 2, writes: "held", run: "run-1" };
      await ports.lease.replace(lease, next);
      expect(await ports.lease.read()).to.deep.equal(next);
      expect(await rejection(ports.lease.replace(lease, next))).to.be.instanceOf(LeaseConflict);
      const back = { ...next, writes: "open", run: null } as const;
      await ports.lease.replace(next, back);
      expect(await ports.lease.read()).to.deep.equal(back);
    });

    it("is acquired by one of two concurrent runs", async () => {
      const lease = await ports.lease.read();
      const contenders = [standby, active].map((region) => ({
        ...lease,
        active: region,
        epoch: lease.epoch + 1,
        run: `run-${region}`,
      }));
      const outcomes = await Promise.allSettled(contenders.map((next) => ports.lease.replace(lease, next)));
      expect(outcomes.map(({ status }) => status).sort()).to.deep.equal(["fulfilled", "rejected"]);
      const winner = contenders[outcomes.findIndex(({ status }) => status === "fulfilled")];
      const acquired = await ports.lease.read();
      expect(acquired).to.deep.equal(winner);
      await ports.lease.replace(acquired, { ...lease, epoch: acquired.epoch });
    });
  });

  describe("journal", () => {
    const plan = { run: "20260101T000000Z-1", mode: "failover", to: standby } as Plan;
    const entry: JournalEntry = {
      run: plan.run,
      step: "gate",
      attempt: 1,
      state: "done",
      epochBefore: 1,
      epochAfter: 1,
      at: 1,
      reason: "passed",
    };

    it("keeps a run with its entries, and ignores repeated writes", async () => {
      expect(await ports.journal.read(plan.run)).to.equal(null);
      expect(await rejection(ports.journal.append(entry))).to.be.instanceOf(Refused);
      await ports.journal.begin(plan);
      await ports.journal.append(entry);
      await ports.journal.append({ ...entry, state: "started", at: 0 });
      await ports.journal.append({ ...entry, reason: "a repetition" });
      await ports.journal.begin({ ...plan, by: "another" });
      const read = await ports.journal.read(plan.run);
      expect(read?.plan).to.deep.equal(plan);
      expect(read?.entries).to.have.deep.members([entry, { ...entry, state: "started", at: 0 }]);
    });
  });

  describe("capacity", () => {
    const sizes = async () => {
      const names = deployment.regions[standby]?.resources?.groups.map(({ name }) => name);
      const command = new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: names });
      const { AutoScalingGroups } = await new AutoScalingClient({ region: standby }).send(command);
      return AutoScalingGroups?.map(({ DesiredCapacity }) => DesiredCapacity);
    };

    it("is raised to the active role's, and restored under the same epoch", async () => {
      const { epoch } = await ports.lease.read();
      await ports.capacity.raise(standby, epoch);
      expect(await sizes()).to.deep.equal([4, 4]);
      const { ready, detail } = await ports.capacity.raise(standby, epoch);
      expect({ ready, detail: detail.replace(/-[0-9a-f]{8}/g, "") }).to.deep.equal({
        ready: true,
        detail: "tier-web 4 of 4, tier-application 4 of 4",
      });
      await ports.capacity.restore(standby, epoch);
      expect(await sizes()).to.deep.equal([2, 2]);
      await ports.capacity.restore(standby, epoch);
      expect(await rejection(ports.capacity.raise(standby, epoch - 1))).to.be.instanceOf(StaleEpoch);
    });
  });

  describe("fencing", () => {
    /** Inbound rules for the database's port in the networks of projects. */
    const rules = async (...Values: string[]) => {
      const ec2 = new EC2Client({ region: active });
      const Filters = [{ Name: `tag:${PROJECT_TAG}`, Values }];
      const { NetworkAcls } = await ec2.send(new DescribeNetworkAclsCommand({ Filters }));
      expect(NetworkAcls).to.have.length(Values.length);
      const entries = NetworkAcls?.flatMap(({ Entries }) => Entries ?? []) ?? [];
      return entries
        .filter(({ PortRange }) => PortRange?.From === 5432)
        .map(({ CidrBlock, RuleAction }) => [RuleAction, CidrBlock]);
    };

    it("denies the database's port to the region's network except the sentinel, and allows it again", async () => {
      // A second deployment in the account, with the same range.
      const { project } = await deploySystem("http://127.0.0.1:1");
      const { epoch } = await ports.lease.read();
      for (let time = 0; time < 2; time++) await ports.fencing.fence(active, epoch);
      expect(await rules(deployment.project, project)).to.deep.equal([
        ["allow", "10.10.16.9/32"],
        ["deny", deployment.regions[active]?.cidr],
      ]);
      for (let time = 0; time < 2; time++) await ports.fencing.release(active, epoch);
      expect(await rules(deployment.project, project)).to.deep.equal([]);
    });
  });

  describe("routes", () => {
    it("are read and switched outside the regions with a tier", async () => {
      const { epoch } = await ports.lease.read();
      expect(await ports.routes.read()).to.equal(null);
      await ports.routes.switchTo(standby, active, epoch);
      expect(await ports.routes.read()).to.equal(standby);
      await ports.routes.switchTo(active, standby, epoch);
      expect(await ports.routes.read()).to.equal(active);
      expect(await rejection(ports.routes.switchTo("eu-west-1", active, epoch))).to.be.instanceOf(Refused);
    });
  });

  describe("edge", () => {
    it("is written under its ETag, and never with an older epoch", async () => {
      expect(await ports.edge.read()).to.equal(null);
      const state = { active, epoch: 1, reads: "failover", writes: "open" } as const;
      await ports.edge.write(state);
      await ports.edge.write({ ...state, writes: "held" });
      expect(await ports.edge.read()).to.deep.equal({ ...state, writes: "held" });
      expect(await rejection(ports.edge.write(state))).to.be.instanceOf(StaleEpoch);
    });

    it("lets one of two concurrent writers retry", async () => {
      const state = { active, epoch: 2, reads: "failover", writes: "open" } as const;
      const both = await Promise.allSettled([ports.edge.write(state), ports.edge.write(state)]);
      for (const outcome of both) {
        if (outcome.status === "rejected") expect(outcome.reason).not.to.be.instanceOf(Refused);
      }
      expect(await ports.edge.read()).to.deep.equal(state);
    });
  });

  describe("notifications", () => {
    it("reach an existing topic, and fail for a missing one", async () => {
      await ports.notifications.notify({ key: "run end", subject: "ended", text: "it has" });
      const nowhere: Deployment = structuredClone(deployment);
      const own = nowhere.regions[standby]?.resources;
      if (own) Object.assign(own, { alarmTopicArn: `${own.alarmTopicArn}-gone` });
      const silent = awsPorts(nowhere, standby, { clock: systemClock });
      const error = await rejection(silent.notifications.notify({ key: "k", subject: "s", text: "t" }));
      expect(error.name).to.match(/NotFound/);
    });
  });

  describe("probes", () => {
    it("go through the edge to the region in the routing store, or to the requested one", async () => {
      expect(await ports.probes.write("edge", "m1")).to.deep.equal({ region: active });
      expect(await ports.probes.read({ region: standby })).to.deep.equal({ region: standby, marker: "m1" });
      expect(await ports.database.caughtUp(active, standby)).to.equal(true);
      // The standby's database is a replica: it takes no marker.
      expect((await rejection(ports.database.write(standby, "m"))).message).to.match(/read-only transaction/);
    });
  });

  describe("database", () => {
    it("describes a replica with its source, and with its lag as soon as it is measured", async () => {
      const state = await ports.database.describe(standby);
      expect(state).to.deep.include({ role: "replica", source: active });
      expect(state.lag?.seconds).to.equal(-1);
      await reportLag(deployment.regions[standby]?.resources?.databaseIdentifier ?? "", 2);
      expect((await ports.database.describe(standby)).lag?.seconds).to.equal(2);
      expect(await rejection(ports.database.describe("eu-west-1"))).to.be.instanceOf(Refused);
    });

    it("is promoted once, and is a primary only after its status has returned to available", async () => {
      const { epoch } = await ports.lease.read();
      const { id } = await ports.database.describe(standby);
      expect(
        await rejection(ports.database.promote({ region: standby, id: "db-OTHER", epoch, mode: "failover" })),
      ).to.be.instanceOf(Refused);
      await ports.database.promote({ region: standby, id, epoch, mode: "failover" });
      await ports.database.promote({ region: standby, id, epoch, mode: "failover" });
      const seen: string[] = [];
      while (seen.at(-1) !== "primary" && seen.length < 20) seen.push((await ports.database.describe(standby)).role);
      expect(seen.at(0)).to.equal("promoting");
      expect(seen.at(-1)).to.equal("primary");
      expect(await ports.database.describe(standby)).to.deep.equal({ id, role: "primary", source: null, lag: null });
    });
  });
});

/** Publishes a replica's lag as RDS does, because the local AWS does not. */
async function reportLag(database: string, seconds: number): Promise<void> {
  const datum = {
    MetricName: "ReplicaLag",
    Dimensions: [{ Name: "DBInstanceIdentifier", Value: database }],
    // CloudWatch excludes data points that are as recent as the request.
    Timestamp: new Date(Date.now() - 10_000),
    Value: seconds,
  };
  const command = new PutMetricDataCommand({ Namespace: "AWS/RDS", MetricData: [datum] });
  await new CloudWatchClient({ region: standby }).send(command);
}
