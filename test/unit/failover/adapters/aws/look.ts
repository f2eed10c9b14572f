import { expect } from "chai";
import { awsChecks } from "../../../../../failover/adapters/aws/preflight-checks";
import type { Item } from "../../../../../failover/protocol/lease-item";
import { preflight } from "../../../../../failover/run/preflight";
import { inMemoryPorts } from "../../../../support/in-memory-ports";
import { type Answers, deployment, standInClients, standInTable } from "./stand-ins";

export const day = 86_400_000;
export const group = (name: string, desired = 2, MaxSize = 12) => ({
  AutoScalingGroupName: name,
  DesiredCapacity: desired,
  MaxSize,
});

/** A beat of now. */
const beat = { epoch: 1, at: 0, readAt: 0 };

/** Everything as it should be, but for what a test changes. */
type Made = ReturnType<typeof inMemoryPorts> & { items: Record<string, Item> };

export function look(change: (all: Made) => void = () => {}, answers: Answers = {}) {
  const made = inMemoryPorts("us-east-1", "us-west-1");
  Object.assign(made.world, { lease: { ...made.world.lease, renewedAt: 0 }, acknowledged: beat, replayed: beat });
  made.ports.database.write = async (region) => {
    if (region !== made.world.lease.active) throw new Error("cannot execute INSERT in a read-only transaction");
  };
  const items: Record<string, Item> = {
    "preflight#us-west-1": { at: { N: String(-3_600_000) }, failed: { S: "[]" } },
    ...Object.fromEntries(
      Object.keys(deployment.regions).map((region) => [
        `renewal#${region}`,
        { renewedAt: { N: "0" }, enforcedAt: { N: "0" } },
      ]),
    ),
  };
  change(Object.assign(made, { items }));
  const { clients } = standInClients({
    GetCallerIdentity: () => ({ Arn: "arn:aws:sts::123456789012:assumed-role/operator/jane" }),
    GetSecretValue: () => ({ SecretString: '{"username":"u","password":"p"}' }),
    DescribeCertificate: () => ({ Certificate: { Status: "ISSUED", NotAfter: new Date(200 * day) } }),
    DescribeAutoScalingGroups: () => ({ AutoScalingGroups: [group("web"), group("application")] }),
    DescribeInstanceTypes: () => ({ InstanceTypes: [{ InstanceType: "m6g.large", VCpuInfo: { DefaultVCpus: 2 } }] }),
    DescribeDBInstances: () => ({ DBInstances: [{ DBInstanceArn: "arn:db", DBInstanceStatus: "available" }] }),
    DescribePendingMaintenanceActions: () => ({}),
    GetServiceQuota: () => ({ Quota: { Value: 64 } }),
    GetMetricData: () => ({ MetricDataResults: [{ Values: [8] }] }),
    ...answers,
  });
  const instanceTypes = ["m6g.large", "m6g.large"];
  const parts = {
    deployment,
    to: "us-west-1",
    ports: made.ports,
    table: standInTable(items).table,
    clients,
    certificateArn: "arn:certificate",
    instanceTypes,
  };
  return preflight(awsChecks(parts));
}

/** The state and detail of a check, which is the only one that is not ok. */
export async function found(check: string, ...given: Parameters<typeof look>): Promise<[string, string]> {
  const findings = await look(...given);
  const finding = findings.find((candidate) => candidate.check === check);
  expect(findings.filter(({ state }) => state !== "ok").map((other) => other.check)).to.deep.equal([check]);
  return [finding?.state ?? "", finding?.detail ?? ""];
}
