import { DescribeCertificateCommand } from "@aws-sdk/client-acm";
import { DescribeAutoScalingGroupsCommand } from "@aws-sdk/client-auto-scaling";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import type { Deployment } from "../../deployment";
import { evaluateGate, readWatermarks } from "../../protocol/gate";
import { type FailoverPorts, NotImplemented } from "../../protocol/ports";
import { type Check, Doubt } from "../../run/preflight";
import { bounded } from "./bounded";
import type { AwsClients } from "./clients";
import { acmClient } from "./clients/acm";
import { autoScalingClient } from "./clients/auto-scaling";
import { cloudwatchClient } from "./clients/cloudwatch";
import { ec2Client } from "./clients/ec2";
import { secretsManagerClient } from "./clients/secrets-manager";
import { serviceQuotasClient } from "./clients/service-quotas";
import { stsClient } from "./clients/sts";
import { databaseSecret } from "./database-secret";
import type { InstanceCount } from "./preflight/parts";
import { compareWithQuota, vcpusOf } from "./preflight/vcpus";
import { resourcesOf, secretArnOf } from "./resources";

/** ACM renews 60 days before expiry; fewer days left mean that the renewal failed (ACM User Guide, managed renewal). */
const CERTIFICATE_DAYS = 30;

/** The clients of the services that only a preflight calls. */
type PreflightClients = Pick<
  AwsClients,
  "acm" | "autoScaling" | "cloudwatch" | "ec2" | "secretsManager" | "serviceQuotas" | "sts"
>;

const PREFLIGHT_CLIENTS: PreflightClients = {
  acm: acmClient,
  autoScaling: autoScalingClient,
  cloudwatch: cloudwatchClient,
  ec2: ec2Client,
  secretsManager: secretsManagerClient,
  serviceQuotas: serviceQuotasClient,
  sts: stsClient,
};

export interface PreflightParts {
  readonly deployment: Deployment;
  /** The region that would take over. */
  readonly to: string;
  readonly ports: FailoverPorts;
  /** Replaced in tests. */
  readonly clients: PreflightClients;
  readonly certificateArn: string;
  /** Instance types of the groups, in the deployment's order. */
  readonly instanceTypes: readonly string[];
}

/** The checks of everything that a failover to the region depends on. */
export function awsChecks(given: Omit<PreflightParts, "clients"> & Partial<PreflightParts>): Check[] {
  const parts = { clients: PREFLIGHT_CLIENTS, ...given };
  const { clients, deployment, ports, to } = parts;
  return [
    { name: "credentials", look: () => credentials(parts) },
    { name: "lease", look: () => lease(parts) },
    { name: "database", look: () => database(parts) },
    {
      name: "secret",
      look: async () => {
        await databaseSecret(secretArnOf(deployment, to), clients.secretsManager(to));
        return `the credentials are readable in ${to}`;
      },
    },
    { name: "certificate", look: () => certificate(parts) },
    { name: "capacity", look: () => capacity(parts) },
    { name: "edge store", look: () => edgeStore(parts) },
    {
      name: "storage routes",
      look: async () => `everything goes to ${(await ports.routes.read()) ?? "several regions"}`,
    },
    { name: "application", look: () => application(parts) },
  ];
}

async function credentials({ clients, to }: PreflightParts): Promise<string> {
  const { Arn } = await bounded((options) => clients.sts(to).send(new GetCallerIdentityCommand({}), options));
  return `${Arn}, by the endpoint of ${to}`;
}

async function lease({ ports, to }: PreflightParts): Promise<string> {
  const { active, epoch, renewedAt, writes } = await ports.lease.read();
  const held = `epoch ${epoch}, ${active} is active`;
  if (writes !== "open")
    throw new Error(`${held}, writes are held: a run is under way or unfinished; see redoubt status`);
  if (renewedAt === null && active !== to) throw new Doubt(`${held}, and its agents have never renewed it`);
  return renewedAt === null ? held : `${held}, renewed ${Math.round((ports.clock.now() - renewedAt) / 1000)} s ago`;
}

async function database({ deployment, ports, to }: PreflightParts): Promise<string> {
  const state = await ports.database.describe(to);
  const before = await ports.lease.read();
  if (before.active === to) return `${to} is active, its database ${state.role}`;
  const { gate } = deployment.settings;
  const watermarks = await readWatermarks(ports.watermarks, before, to);
  const verdict = evaluateGate({ mode: "failover", to, before, gate }, state, watermarks, ports.clock.now());
  if (!verdict.pass) throw new Error(verdict.reason);
  return verdict.reason;
}

async function certificate({ certificateArn, clients, ports, to }: PreflightParts): Promise<string> {
  const command = new DescribeCertificateCommand({ CertificateArn: certificateArn });
  const { Certificate } = await bounded((options) => clients.acm(to).send(command, options));
  const { NotAfter, Status } = Certificate ?? {};
  if (Status !== "ISSUED") throw new Error(`${certificateArn}: is ${Status}, not ISSUED`);
  if (NotAfter === undefined) throw new Doubt(`${certificateArn}: has no end of validity`);
  const days = Math.floor((NotAfter.getTime() - ports.clock.now()) / 86_400_000);
  if (days < CERTIFICATE_DAYS)
    throw new Error(`${certificateArn}: ends in ${days} days; find out why ACM did not renew it`);
  return `issued, ends in ${days} days`;
}

/** Whether the groups can grow to the active role's sizes, by their maximum and by the account's quota. */
async function capacity({ clients, deployment, instanceTypes, to }: PreflightParts): Promise<string> {
  const { groups } = resourcesOf(deployment, to);
  const names = groups.map(({ name }) => name);
  const described = await bounded((options) =>
    clients.autoScaling(to).send(new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: names }), options),
  );
  const missing: InstanceCount[] = [];
  for (const [index, { name, active }] of groups.entries()) {
    const group = described.AutoScalingGroups?.find((candidate) => candidate.AutoScalingGroupName === name);
    if (!group) throw new Error(`group ${name}: is not in ${to}`);
    if ((group.MaxSize ?? 0) < active.desired) {
      throw new Error(`group ${name}: its maximum ${group.MaxSize} is below the active role's ${active.desired}`);
    }
    const count = Math.max(0, active.desired - (group.DesiredCapacity ?? 0));
    missing.push({ type: instanceTypes[index] ?? "", count });
  }
  return compareWithQuota(clients, to, await vcpusOf(clients, to, missing));
}

async function edgeStore({ ports }: PreflightParts): Promise<string> {
  const [state, { active, epoch }] = await Promise.all([ports.edge.read(), ports.lease.read()]);
  if (state === null)
    throw new Error("it holds no state, so the edge routes as deployed; run redoubt up --stack global");
  if (state.active !== active) {
    throw new Error(
      `it sends writes to ${state.active} (epoch ${state.epoch}), the lease says ${active} (epoch ${epoch})`,
    );
  }
  return `it sends writes to ${state.active}, reads are ${state.reads}`;
}

/** Optional for an application; without it a failover is not verified from end to end. */
async function application({ ports, to }: PreflightParts): Promise<string> {
  try {
    const { region } = await ports.probes.read({ region: to });
    if (region !== to) throw new Error(`a read sent to ${to} was answered by ${region}`);
    return `${to} answers through the edge`;
  } catch (error) {
    if (error instanceof NotImplemented)
      return `${to} answers through the edge; it has no marker for an end-to-end check`;
    throw error;
  }
}
