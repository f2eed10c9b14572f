import { DescribeImagesCommand } from "@aws-sdk/client-ecr";
import type { Deployment } from "../../../deployment";
import { bounded, isError } from "../bounded";
import type { AwsClients } from "../clients";
import { Services } from "../services";
import type { AccountParts } from "./parts";
import { roomForVcpus, TASK_VCPUS } from "./quota";

/** The services of a deployed region. */
export interface TaskParts {
  readonly deployment: Deployment;
  /** The region that would become active. */
  readonly to: string;
  readonly clients: Pick<AwsClients, "applicationAutoScaling" | "cloudwatch" | "ecr" | "ecs" | "serviceQuotas">;
  readonly tasks: {
    /** vCPUs of a task of each service, in the deployment's order. */
    readonly vcpus: readonly number[];
    /** Images of the tasks as REPOSITORY@sha256:DIGEST. */
    readonly images: readonly string[];
  };
}

/**
 * Whether the services can grow to the active role's number of tasks, by their maximum and by the account's quota.
 * @throws Error with what could not start
 */
export async function taskCapacity({ clients, deployment, tasks, to }: TaskParts): Promise<string> {
  const services = new Services(deployment, clients);
  const wanted = services.wanted(to);
  const missing = [];
  for (const [index, { desired, maximum, name }] of (await services.list(to)).entries()) {
    const active = wanted[index]?.active.desired ?? 0;
    if (maximum < active) {
      throw new Error(`service ${name}: its maximum ${maximum} is below the active role's ${active}`);
    }
    missing.push({ name, count: Math.max(0, active - desired), vcpus: tasks.vcpus[index] ?? 0 });
  }
  const needed = missing.reduce((sum, { count, vcpus }) => sum + count * vcpus, 0);
  const list = missing.map(({ count, name }) => `${count} of ${name}`).join(", ");
  return compareWithFargateQuota(clients, to, needed, `${list}: `);
}

/** Whether the tasks of the active role fit the account's quota, before the first deployment. */
export function fargateVcpus({ clients, needed, region }: AccountParts): Promise<string> {
  return compareWithFargateQuota(clients, region, needed.taskVcpus ?? 0, "");
}

async function compareWithFargateQuota(
  clients: Pick<AwsClients, "cloudwatch" | "serviceQuotas">,
  region: string,
  missing: number,
  tasks: string,
): Promise<string> {
  const { figures, fits } = await roomForVcpus(clients, region, TASK_VCPUS, missing);
  if (fits) return figures;
  throw new Error(`${tasks}${figures}; tasks could not start; request a higher quota (${TASK_VCPUS.quota.QuotaCode})`);
}

/** Whether the region's own registry has every image, because the other region's may be lost. */
export async function images({ clients, tasks, to }: TaskParts): Promise<string> {
  for (const image of tasks.images) {
    const [repositoryName = "", imageDigest = ""] = image.split("@");
    const command = new DescribeImagesCommand({ repositoryName, imageIds: [{ imageDigest }] });
    try {
      await bounded((options) => clients.ecr(to).send(command, options));
    } catch (error) {
      const absent = ["ImageNotFoundException", "RepositoryNotFoundException"].some((name) => isError(error, name));
      if (!absent) throw error;
      throw new Error(`${image}: is not in the registry of ${to}; push it, or wait for its replication`);
    }
  }
  return `the registry of ${to} has ${tasks.images.length} of ${tasks.images.length} images`;
}
