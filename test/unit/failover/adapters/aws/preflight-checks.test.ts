import { expect } from "chai";
import type { Item } from "../../../../../failover/protocol/lease-item";
import { day, found, group, look } from "./look";
import type { Answers } from "./stand-ins";

describe("preflight checks", () => {
  it("say what they found where all is well", async () => {
    expect(await look()).to.deep.equal([
      {
        check: "credentials",
        state: "ok",
        detail: "arn:aws:sts::123456789012:assumed-role/operator/jane, by the endpoint of us-west-1",
      },
      { check: "lease", state: "ok", detail: "epoch 1, us-east-1 is active, renewed 0 s ago" },
      { check: "agents", state: "ok", detail: "the agents of us-east-1 enforce the lease" },
      {
        check: "database",
        state: "ok",
        detail:
          "us-east-1 last acknowledged a beat at 1970-01-01 00:00:00Z and gave its last sign of life at 1970-01-01 00:00:00Z; us-west-1 has replayed up to 1970-01-01 00:00:00Z: 0 s would be lost",
      },
      {
        check: "database status",
        state: "ok",
        detail: "app-us-west-1-g1 is available, pending maintenance: none",
      },
      {
        check: "sentinel",
        state: "ok",
        detail: "the sentinel of us-west-1 reaches its database, which refuses a write as read-only",
      },
      {
        check: "replication",
        state: "ok",
        detail: "the database of us-west-1 follows that of us-east-1: a marker has arrived",
      },
      { check: "edge store", state: "ok", detail: "it sends writes to us-east-1, reads are failover" },
      { check: "storage routes", state: "ok", detail: "everything goes to us-east-1" },
      { check: "application", state: "ok", detail: "us-west-1 answers through the edge" },
      { check: "secret", state: "ok", detail: "the credentials are readable in us-west-1" },
      { check: "certificate", state: "ok", detail: "issued, ends in 200 days" },
      { check: "capacity", state: "ok", detail: "8 vCPUs more are needed, 8 of 64 are used in us-west-1" },
      { check: "controller", state: "ok", detail: "the controller of us-west-1 found everything ready 1 h ago" },
    ]);
  });

  it("fail on a lease that is held, and are undecided on one that was never renewed", async () => {
    const held = await found("lease", ({ world }) => {
      world.lease = { ...world.lease, writes: "held" };
    });
    expect(held).to.deep.equal([
      "failed",
      "epoch 1, us-east-1 is active, writes are held: a run is under way or unfinished; see redoubt status",
    ]);
    const [state] = await found("lease", ({ world }) => {
      world.lease = { ...world.lease, renewedAt: null };
    });
    expect(state).to.equal("unknown");
  });

  it("fail on a replica that the promotion gate refuses", async () => {
    const [state, detail] = await found("database", ({ world }) => {
      world.replayed = { epoch: 1, at: -900_000, readAt: 0 };
    });
    expect(state).to.equal("failed");
    expect(detail).to.match(/900 s would be lost, over the limit of 60 s$/);
  });

  it("evaluate no gate where the region is active itself", async () => {
    const findings = await look(({ world }) => {
      world.lease = { ...world.lease, active: "us-west-1", renewedAt: null };
      world.edge = { ...world.edge, active: "us-west-1" };
    });
    expect(findings.map(({ state }) => state)).to.deep.equal(findings.map(() => "ok"));
  });

  it("fail where no agent enforces the lease, or one cannot, whatever the time since the region was lost", async () => {
    const agents = (renewal: Item) =>
      found("agents", ({ items }) => {
        items["renewal#us-east-1"] = renewal;
      });
    const number = (value: number) => ({ N: String(value) });
    expect((await agents({ renewedAt: number(0) }))[1]).to.match(/^no instance of us-east-1 has reported/);
    expect((await agents({ renewedAt: number(0), enforcedAt: number(-700_000) }))[0]).to.equal("failed");
    expect((await agents({ renewedAt: number(0), enforcedAt: number(0), unenforcedAt: number(-5000) }))[1]).to.match(
      /^an instance of us-east-1 cannot close or open the path/,
    );
    expect((await agents({}))[0]).to.equal("unknown");
  });

  it("fail on a database that is not available, or is about to be restarted by maintenance", async () => {
    const instance = (DBInstanceStatus: string) => ({
      DescribeDBInstances: () => ({ DBInstances: [{ DBInstanceStatus }] }),
    });
    expect((await found("database status", undefined, instance("backing-up")))[1]).to.match(
      /is backing-up, not available/,
    );
    const maintenance = (AutoAppliedAfterDate: Date) => ({
      DescribePendingMaintenanceActions: () => ({
        PendingMaintenanceActions: [
          { PendingMaintenanceActionDetails: [{ Action: "system-update", AutoAppliedAfterDate }] },
        ],
      }),
    });
    expect(await found("database status", undefined, maintenance(new Date(3 * day)))).to.deep.equal([
      "failed",
      "app-us-west-1-g1: RDS applies system-update on 1970-01-04; apply it now, while both regions work",
    ]);
    const later = await look(undefined, maintenance(new Date(30 * day)));
    expect(later.find(({ check }) => check === "database status")).to.include({
      state: "ok",
      detail: "app-us-west-1-g1 is available, pending maintenance: system-update",
    });
  });

  it("fail on a sentinel that reads no beats, and on a standby that takes writes; doubt what could not be tried", async () => {
    const silent = await look(({ world }) => {
      world.replayed = { epoch: 1, at: 0, readAt: -600_000 };
    });
    expect(silent.find(({ check }) => check === "sentinel")?.detail).to.equal(
      "the sentinel of us-west-1 has read no beat for 10 min; see its log",
    );
    const written = await found("sentinel", ({ ports }) => {
      ports.database.write = async () => {};
    });
    expect(written[1]).to.equal("the database of us-west-1 takes writes, and us-east-1 is active");
    const untried = await found("sentinel", ({ ports }) => {
      ports.database.write = () => Promise.reject(new Error("timed out"));
    });
    expect(untried[0]).to.equal("unknown");
  });

  it("fail on a marker that does not arrive, doubt one that the active region does not commit, and hold none back", async () => {
    const lagging = await found("replication", ({ ports }) => {
      ports.database.caughtUp = async () => false;
    });
    expect(lagging).to.deep.equal([
      "failed",
      "a marker that the database of us-east-1 committed has not arrived in us-west-1 yet",
    ]);
    const away = await found("replication", ({ ports }) => {
      ports.database.caughtUp = () => Promise.reject(new Error("timed out"));
    });
    expect(away).to.deep.equal(["unknown", "a marker from us-east-1 to us-west-1 could not be tried: timed out"]);
    const held = await look(({ ports, world }) => {
      world.lease = { ...world.lease, writes: "held" };
      ports.database.caughtUp = () => Promise.reject(new Error("a write while writes are held"));
    });
    expect(held.find(({ check }) => check === "replication")?.state).to.equal("ok");
  });

  it("fail on what the region's controller found with its own role, or on one that no longer checks", async () => {
    const controller = (preflight: Item) =>
      found("controller", ({ items }) => {
        items["preflight#us-west-1"] = preflight;
      });
    const failed = {
      S: JSON.stringify([
        { check: "edge store", detail: "AccessDenied" },
        { check: "a", detail: "b" },
      ]),
    };
    expect((await controller({ at: { N: "0" }, failed }))[1]).to.equal(
      "the controller of us-west-1 found 0 h ago: edge store: AccessDenied and 1 more",
    );
    expect((await controller({ at: { N: String(-2 * day) } }))[1]).to.match(/last checked 48 h ago/);
    expect((await controller({}))[0]).to.equal("unknown");
  });

  it("fail on a certificate that is not issued or about to expire, and are undecided on one without an end of validity", async () => {
    const certificate = (Certificate: object) =>
      found("certificate", undefined, { DescribeCertificate: () => ({ Certificate }) });
    expect(await certificate({ Status: "EXPIRED" })).to.deep.equal([
      "failed",
      "arn:certificate: is EXPIRED, not ISSUED",
    ]);
    expect(await certificate({ Status: "ISSUED", NotAfter: new Date(3 * day) })).to.include("failed");
    expect(await certificate({ Status: "ISSUED" })).to.include("unknown");
  });

  it("fail where groups or quota leave no room for the active role's size, and are undecided when a value is not reported", async () => {
    const capacity = (answers: Answers) => found("capacity", undefined, answers);
    const groups = (...AutoScalingGroups: object[]) => ({ DescribeAutoScalingGroups: () => ({ AutoScalingGroups }) });
    expect(await capacity(groups(group("web"), group("application", 2, 3)))).to.deep.equal([
      "failed",
      "group application: its maximum 3 is below the active role's 4",
    ]);
    expect(await capacity(groups(group("web")))).to.deep.equal(["failed", "group application: is not in us-west-1"]);
    expect(await capacity({ GetServiceQuota: () => ({ Quota: { Value: 12 } }) })).to.deep.equal([
      "failed",
      "8 vCPUs more are needed, 8 of 12 are used in us-west-1; request a higher quota (L-1216C47A)",
    ]);
    expect(await capacity({ GetServiceQuota: () => ({}) })).to.include("unknown");
    expect(await capacity({ DescribeInstanceTypes: () => ({ InstanceTypes: [] }) })).to.include("unknown");
  });

  it("fail on an edge that follows another region than the lease, or none", async () => {
    const [state, detail] = await found("edge store", ({ world }) => {
      world.edge = { ...world.edge, active: "us-west-1", epoch: 2 };
    });
    expect([state, detail]).to.deep.equal([
      "failed",
      "it sends writes to us-west-1 (epoch 2), the lease says us-east-1 (epoch 1)",
    ]);
    const none = await found("edge store", ({ ports }) => {
      ports.edge.read = async () => null;
    });
    expect(none[1]).to.match(/^it holds no state/);
  });

  it("fail on an application that answers from elsewhere", async () => {
    const [state] = await found("application", ({ ports }) => {
      ports.probes.read = async () => ({ region: "us-east-1", marker: null });
    });
    expect(state).to.equal("failed");
  });
});
