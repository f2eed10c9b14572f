import { expect } from "chai";
import { awsChecks } from "../../../../../failover/adapters/aws/preflight-checks";
import { preflight } from "../../../../../failover/run/preflight";
import { inMemoryPorts } from "../../../../support/in-memory-ports";
import { type Answers, deployment, standInClients } from "./stand-ins";

const day = 86_400_000;
const group = (name: string, desired = 2, MaxSize = 12) => ({
  AutoScalingGroupName: name,
  DesiredCapacity: desired,
  MaxSize,
});

/** Everything as it should be, but for what a test changes. */
function look(change: (all: ReturnType<typeof inMemoryPorts>) => void = () => {}, answers: Answers = {}) {
  const made = inMemoryPorts("us-east-1", "us-west-1");
  made.world.lease = { ...made.world.lease, renewedAt: 0 };
  change(made);
  const { clients } = standInClients({
    GetCallerIdentity: () => ({ Arn: "arn:aws:sts::123456789012:assumed-role/operator/jane" }),
    GetSecretValue: () => ({ SecretString: '{"username":"u","password":"p"}' }),
    DescribeCertificate: () => ({ Certificate: { Status: "ISSUED", NotAfter: new Date(200 * day) } }),
    DescribeAutoScalingGroups: () => ({ AutoScalingGroups: [group("web"), group("application")] }),
    DescribeInstanceTypes: () => ({ InstanceTypes: [{ InstanceType: "m6g.large", VCpuInfo: { DefaultVCpus: 2 } }] }),
    GetServiceQuota: () => ({ Quota: { Value: 64 } }),
    GetMetricData: () => ({ MetricDataResults: [{ Values: [8] }] }),
    ...answers,
  });
  const instanceTypes = ["m6g.large", "m6g.large"];
  const parts = {
    deployment,
    to: "us-west-1",
    ports: made.ports,
    clients,
    certificateArn: "arn:certificate",
    instanceTypes,
  };
  return preflight(awsChecks(parts));
}

async function found(check: string, ...given: Parameters<typeof look>): Promise<[string, string]> {
  const findings = await look(...given);
  const finding = findings.find((candidate) => candidate.check === check);
  expect(findings.filter(({ state }) => state !== "ok").map((other) => other.check)).to.deep.equal([check]);
  return [finding?.state ?? "", finding?.detail ?? ""];
}

describe("preflight checks", () => {
  it("say what they found where all is well", async () => {
    expect(await look()).to.deep.equal([
      {
        check: "credentials",
        state: "ok",
        detail: "arn:aws:sts::123456789012:assumed-role/operator/jane, by the endpoint of us-west-1",
      },
      { check: "lease", state: "ok", detail: "epoch 1, us-east-1 is active, renewed 0 s ago" },
      {
        check: "database",
        state: "ok",
        detail:
          "us-east-1 last acknowledged a beat at 1970-01-01 00:00:00Z and gave its last sign of life at 1970-01-01 00:00:00Z; us-west-1 has replayed up to 1970-01-01 00:00:00Z: 0 s would be lost",
      },
      { check: "secret", state: "ok", detail: "the credentials are readable in us-west-1" },
      { check: "certificate", state: "ok", detail: "issued, ends in 200 days" },
      { check: "capacity", state: "ok", detail: "8 vCPUs more are needed, 8 of 64 are used in us-west-1" },
      { check: "edge store", state: "ok", detail: "it sends writes to us-east-1, reads are failover" },
      { check: "storage routes", state: "ok", detail: "everything goes to us-east-1" },
      { check: "application", state: "ok", detail: "us-west-1 answers through the edge" },
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
