import { expect } from "chai";
import { fargateVcpus, images, taskCapacity } from "../../../../../../failover/adapters/aws/preflight/fargate";
import type { Deployment } from "../../../../../../failover/deployment";
import { type Answers, deployment, serviceError, standInClients } from "../stand-ins";
import { failureOf, partsWith } from "./parts";

const active = { minimum: 2, desired: 4 };
const west = deployment.regions["us-west-1"];
const onFargate = {
  ...deployment,
  regions: {
    "us-west-1": {
      ...west,
      resources: {
        ...west?.resources,
        groups: [],
        services: [
          { cluster: "web", name: "web", active },
          { cluster: "application", name: "application", active },
        ],
      },
    },
  },
} as unknown as Deployment;

const digest = `sha256:${"a".repeat(64)}`;
const tasks = { vcpus: [0.5, 2], images: [`shop/web@${digest}`, `shop/application@${digest}`] };
const parts = (answers: Answers) => ({
  deployment: onFargate,
  to: "us-west-1",
  tasks,
  clients: standInClients({
    DescribeServices: () => ({ services: [{ status: "ACTIVE", desiredCount: 2, runningCount: 2 }] }),
    DescribeScalableTargets: () => ({ ScalableTargets: [{ MinCapacity: 2, MaxCapacity: 12 }] }),
    GetServiceQuota: ({ QuotaCode }) => ({ Quota: { Value: QuotaCode === "L-3032A538" ? 6 : 0 } }),
    GetMetricData: () => ({ MetricDataResults: [{ Values: [1] }] }),
    ...answers,
  }).clients,
});

describe("failover/adapters/aws/preflight/fargate", () => {
  it("accepts the tasks that a failover adds within what the quota leaves", async () => {
    expect(await taskCapacity(parts({}))).to.equal("5 Fargate vCPUs more are needed, 1 of 6 are used in us-west-1");
  });

  it("refuses more, with the tasks that could not start and the quota", async () => {
    const { message } = await failureOf(
      taskCapacity(parts({ GetMetricData: () => ({ MetricDataResults: [{ Values: [2] }] }) })),
    );
    expect(message).to.equal(
      "2 of web, 2 of application: 5 Fargate vCPUs more are needed, 2 of 6 are used in us-west-1; tasks could not start; request a higher quota (L-3032A538)",
    );
  });

  it("refuses a service whose maximum is below the active role's number of tasks", async () => {
    const small = { DescribeScalableTargets: () => ({ ScalableTargets: [{ MinCapacity: 2, MaxCapacity: 3 }] }) };
    expect((await failureOf(taskCapacity(parts(small)))).message).to.equal(
      "service web: its maximum 3 is below the active role's 4",
    );
  });

  it("compares the active role's tasks with the quota before the first deployment", async () => {
    const check = (taskVcpus: number) =>
      fargateVcpus(
        partsWith(
          { GetServiceQuota: () => ({ Quota: { Value: 6 } }), GetMetricData: () => ({}) },
          { needed: { addresses: 0, networks: 0, instances: [], taskVcpus } },
        ),
      );
    expect(await check(6)).to.equal("6 Fargate vCPUs more are needed, 0 of 6 are used in us-west-1");
    expect((await failureOf(check(10))).message).to.equal(
      "10 Fargate vCPUs more are needed, 0 of 6 are used in us-west-1; tasks could not start; request a higher quota (L-3032A538)",
    );
  });

  it("looks for every image in the region's own registry, and names the one that is not there", async () => {
    const asked: unknown[] = [];
    const found = await images(parts({ DescribeImages: (input, region) => asked.push({ region, input }) }));
    expect(found).to.equal("the registry of us-west-1 has 2 of 2 images");
    expect(asked).to.deep.equal([
      { region: "us-west-1", input: { repositoryName: "shop/web", imageIds: [{ imageDigest: digest }] } },
      { region: "us-west-1", input: { repositoryName: "shop/application", imageIds: [{ imageDigest: digest }] } },
    ]);
    for (const name of ["ImageNotFoundException", "RepositoryNotFoundException"]) {
      const absent = { DescribeImages: () => Promise.reject(serviceError(name)) };
      expect((await failureOf(images(parts(absent)))).message).to.equal(
        `shop/web@${digest}: is not in the registry of us-west-1; push it, or wait for its replication`,
      );
    }
    const denied = { DescribeImages: () => Promise.reject(serviceError("AccessDeniedException", "denied")) };
    expect((await failureOf(images(parts(denied)))).message).to.match(/^AccessDeniedException: denied/);
  });
});
