import { DescribeCertificateCommand } from "@aws-sdk/client-acm";
import { DescribeAutoScalingGroupsCommand } from "@aws-sdk/client-auto-scaling";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { type Check, Doubt } from "../../run/preflight";
import { bounded } from "./bounded";
import type { AwsClients } from "./clients";
import { acmClient } from "./clients/acm";
import { applicationAutoScalingClient } from "./clients/application-auto-scaling";
import { autoScalingClient } from "./clients/auto-scaling";
import { cloudwatchClient } from "./clients/cloudwatch";
import { dynamodbClient } from "./clients/dynamodb";
import { ec2Client } from "./clients/ec2";
import { ecrClient } from "./clients/ecr";
import { ecsClient } from "./clients/ecs";
import { rdsClient } from "./clients/rds";
import { secretsManagerClient } from "./clients/secrets-manager";
import { serviceQuotasClient } from "./clients/service-quotas";
import { stsClient } from "./clients/sts";
import { databaseSecret } from "./database-secret";
import { images, type TaskParts, taskCapacity } from "./preflight/fargate";
import type { InstanceCount } from "./preflight/parts";
import { controllerPreflight } from "./preflight/scheduled";
import { standbyChecks } from "./preflight/standby";
import type { StandbyParts } from "./preflight/standby/parts";
import { compareWithQuota, vcpusOf } from "./preflight/vcpus";
import { resourcesOf, secretArnOf } from "./resources";
import { TableClient } from "./table-client";

/** ACM renews 60 days before expiry; fewer days left mean that the renewal failed (ACM User Guide, managed renewal). */
const CERTIFICATE_DAYS = 30;

/** The clients of the services that only a preflight calls. */
type PreflightClients = Pick<
  AwsClients,
  | "acm"
  | "applicationAutoScaling"
  | "autoScaling"
  | "cloudwatch"
  | "ec2"
  | "ecr"
  | "ecs"
  | "rds"
  | "secretsManager"
  | "serviceQuotas"
  | "sts"
>;

const PREFLIGHT_CLIENTS: PreflightClients = {
  acm: acmClient,
  applicationAutoScaling: applicationAutoScalingClient,
  autoScaling: autoScalingClient,
  cloudwatch: cloudwatchClient,
  ec2: ec2Client,
  ecr: ecrClient,
  ecs: ecsClient,
  rds: rdsClient,
  secretsManager: secretsManagerClient,
  serviceQuotas: serviceQuotasClient,
  sts: stsClient,
};

export interface PreflightParts extends StandbyParts {
  /** Tests pass stand-ins. */
  readonly clients: PreflightClients;
  readonly certificateArn: string;
  /** Instance types of the groups, in the deployment's order. */
  readonly instanceTypes: readonly string[];
  /** What the services' tasks need; absent where no tier is on Fargate. */
  readonly tasks?: TaskParts["tasks"];
}

/** The checks of everything that a failover to the region depends on. */
export function awsChecks(given: Omit<PreflightParts, "clients" | "table"> & Partial<PreflightParts>): Check[] {
  const table = new TableClient(given.deployment, given.to, dynamodbClient);
  const parts = { clients: PREFLIGHT_CLIENTS, table, ...given };
  const { clients, deployment, ports, tasks, to } = parts;
  return [
    { name: "credentials", look: () => credentials(parts) },
    ...standbyChecks(parts),
    {
      name: "secret",
      look: async () => {
        await databaseSecret(secretArnOf(deployment, to), clients.secretsManager(to));
        return `the credentials are readable in ${to}`;
      },
    },
    { name: "certificate", look: () => certificate(parts) },
    ...(resourcesOf(deployment, to).groups.length > 0 ? [{ name: "capacity", look: () => capacity(parts) }] : []),
    ...(tasks
      ? [
          { name: "task capacity", look: () => taskCapacity({ ...parts, tasks }) },
          { name: "images", look: () => images({ ...parts, tasks }) },
        ]
      : []),
    { name: "controller", look: () => controllerPreflight(parts.table, to, ports.clock.now()) },
  ];
}

async function credentials({ clients, to }: PreflightParts): Promise<string> {
  const { Arn } = await bounded((options) => clients.sts(to).send(new GetCallerIdentityCommand({}), options));
  return `${Arn}, by the endpoint of ${to}`;
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
