import { ApplicationAutoScalingClient, DescribeScalableTargetsCommand } from "@aws-sdk/client-application-auto-scaling";
import { DescribeServicesCommand, DescribeTaskDefinitionCommand, ECSClient } from "@aws-sdk/client-ecs";
import { expect } from "chai";
import { deploy, destroy, preflight, preview } from "../../automation";
import { readDeployment } from "../../automation/deployment";
import { portsOnAws } from "../../automation/runs/ports";
import { DEFAULTS } from "../../config/defaults";
import type { Deployment } from "../../failover/deployment";
import { ApplicationServer } from "../local-aws/application-server";
import { recordBeats } from "../local-aws/beats";
import { containerResources, createHostedZone, describe as describeDatabase, leaseItem, leftBehind } from "./cloud";
import { runScheduledFunctions } from "./deployed-functions";
import { runFailoverCommand } from "./failover-command";
import { push } from "./images";
import { domain, east, TestProject, west } from "./project";
import { dataLosses, realChanges, succeeded } from "./results";

const long = process.argv.includes("--all") ? describe : describe.skip;
const REPOSITORIES = ["shop/web", "shop/application", "shop/lease-agent"] as const;
const ACTIVE = DEFAULTS.tier.active;
const STANDBY = DEFAULTS.tier.standby;

/** The whole program with both tiers on Fargate, as docs/containers.md deploys it. Each case continues where the previous one ended. */
long("a workspace with its tiers on Fargate on the real engine", () => {
  const project = new TestProject();
  const options = { project: project.file };
  let application: ApplicationServer;
  let deployment: Deployment;
  /** The configuration lines that the failover printed. */
  let twoLines = "";

  before(async () => {
    await createHostedZone(domain);
    application = await ApplicationServer.start((from) => (from === east ? [west] : []));
  });
  after(() => application.stop());

  it("is deployed with repositories first, because tasks need images", async () => {
    project.set(["redoubt:containers"], { value: { repositories: REPOSITORIES } });
    const { stacks } = succeeded(await deploy(options));
    for (const { counts } of stacks) expect(Object.keys(counts)).to.deep.equal(["create"]);
  });

  it("moves its tiers from instances to tasks, and starts them with images of their own region", async () => {
    const [web, app, agent] = await Promise.all(REPOSITORIES.map((repository) => push(east, repository)));
    project.set(["redoubt:containers", "value", "agentImage"], `shop/lease-agent@${agent}`);
    project.set(["redoubt:web"], { value: { compute: "fargate", fargate: { image: `shop/web@${web}` } } });
    project.set(["redoubt:application"], {
      value: { compute: "fargate", fargate: { image: `shop/application@${app}` } },
    });
    expect(dataLosses(succeeded(await deploy(options)))).to.deep.equal([]);
    ({ deployment } = await readDeployment(options));
    for (const region of [east, west]) {
      const { groups, services = [] } = deployment.regions[region]?.resources ?? {};
      expect(groups).to.deep.equal([]);
      expect(services).to.have.length(2);
      const { desired } = region === east ? ACTIVE : STANDBY;
      for (const service of services) {
        expect(await images(region, service)).to.satisfy((names: string[]) =>
          names.every((name) => name.includes(`.dkr.ecr.${region}.amazonaws.com/shop/`)),
        );
        expect(await settled(region, service)).to.deep.equal({ desiredCount: desired, runningCount: desired });
      }
    }
  });

  it("shows no change in a second update", async () => {
    expect(realChanges(succeeded(await deploy(options)))).to.deep.equal([]);
  });

  it("runs its scheduled functions with no more than the permissions of their roles", async () => {
    const { denied } = await runScheduledFunctions([east, west, "us-east-2"], "redoubt-lease");
    expect(denied).to.deep.equal([]);
  });

  it("has images in the standby's registry, as the preflight verifies", async () => {
    const { findings } = await preflight({ ...options, url: application.url });
    expect(findings.filter(({ check }) => /image/.test(check)).map(({ state }) => state)).to.deep.equal(["ok"]);
  });

  it("fails over with the command, which raises the standby's services", async () => {
    application.edge = portsOnAws(deployment, west).edge;
    await recordBeats(deployment, { from: east, to: west, epoch: 1, agoSeconds: 170 });
    const { summary, stderr } = await runFailoverCommand(application, project.file, "failover", "--to", west);
    expect(summary).to.include({ mode: "failover", outcome: "done", from: east, to: west });
    expect(await leaseItem()).to.deep.equal({ active: west, epoch: "2" });
    await expectSizes(west, ACTIVE);
    twoLines = stderr.slice(stderr.indexOf("under config:") + "under config:".length);
  });

  it("applies the swapped roles, keeps the raised tasks and replaces neither databases nor services", async () => {
    project.apply(twoLines);
    const old = await describeDatabase(`redoubt-database-${east}-g1`, east);
    const result = succeeded(await deploy(options));
    expect(dataLosses(result)).to.deep.equal([]);
    const others = result.stacks.flatMap(({ changes }) =>
      changes.filter(({ operation, type }) => type.startsWith("aws:ecs/") && operation !== "update"),
    );
    expect(others.map(({ name, operation }) => `${operation} ${name}`)).to.deep.equal([]);
    expect((await describeDatabase(`redoubt-database-${east}-g1`, east))?.DbiResourceId).to.equal(old?.DbiResourceId);
    await expectSizes(west, ACTIVE);
    await expectSizes(east, { minimum: STANDBY.minimum });
    expect(realChanges(succeeded(await preview(options)))).to.deep.equal([]);
  });

  it("leaves no resource behind when it is destroyed, repositories with images included", async () => {
    project.set(["redoubt:protect"], false);
    succeeded(await deploy(options));
    succeeded(await destroy(options));
    expect(await leftBehind([east, west, "us-east-2", "us-west-2"])).to.deep.equal([]);
    for (const region of [east, west]) expect(await containerResources(region)).to.deep.equal([]);
  });

  /** Compares a region's services and their scalable targets with sizes. */
  async function expectSizes(region: string, { minimum, desired }: { minimum: number; desired?: number }) {
    for (const service of deployment.regions[region]?.resources?.services ?? []) {
      const target = new DescribeScalableTargetsCommand({
        ServiceNamespace: "ecs",
        ResourceIds: [`service/${service.cluster}/${service.name}`],
      });
      const { ScalableTargets = [] } = await new ApplicationAutoScalingClient({ region }).send(target);
      expect(ScalableTargets.map(({ MinCapacity }) => MinCapacity)).to.deep.equal([minimum]);
      if (desired === undefined) continue;
      expect(await settled(region, service)).to.deep.equal({ desiredCount: desired, runningCount: desired });
    }
  }
});

interface Service {
  readonly cluster: string;
  readonly name: string;
}

async function describeService(region: string, { cluster, name }: Service) {
  const { services = [] } = await new ECSClient({ region }).send(
    new DescribeServicesCommand({ cluster, services: [name] }),
  );
  const [service] = services;
  if (service === undefined) throw new Error(`no service ${name} in ${region}`);
  return service;
}

/** Number of tasks after enough calls for all to start: the local AWS starts one at each call. */
async function settled(region: string, service: Service) {
  for (let call = 0; call < ACTIVE.desired; call++) await describeService(region, service);
  const { desiredCount, runningCount } = await describeService(region, service);
  return { desiredCount, runningCount };
}

async function images(region: string, service: Service): Promise<string[]> {
  const { taskDefinition } = await describeService(region, service);
  const found = await new ECSClient({ region }).send(new DescribeTaskDefinitionCommand({ taskDefinition }));
  return (found.taskDefinition?.containerDefinitions ?? []).map(({ image = "" }) => image);
}
