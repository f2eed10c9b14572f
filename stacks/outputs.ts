import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { GLOBAL_STACK } from "../config/topology";
import { UserError } from "../errors";
import { byRegion, globalResources, regionResources } from "../failover/deployment";

/** Outputs of the global stack: what a failover uses, and what the other stacks read. */
const globalOutputsSchema = globalResources.extend({
  /** Roles of the jobs that replicate what a region's bucket had before; absent while there is one bucket. */
  batchReplicationRoleArns: byRegion.optional(),
  bucketArns: byRegion,
  certificateArns: byRegion,
  dataKeyArns: byRegion,
  /** Secret. */
  databasePassword: z.string(),
  hostedZoneId: z.string(),
  leaseTableArns: byRegion,
  logBuckets: byRegion,
  /** Secret. */
  originVerify: z.string(),
});
export type GlobalOutputs = z.infer<typeof globalOutputsSchema>;

/** Outputs of a region's stack: what a failover uses, and what the edge, the standbys and operators read. */
const regionOutputsSchema = regionResources.extend({
  region: z.string(),
  role: z.enum(["active", "standby"]),
  databaseArn: z.string(),
  /** State machine of a failover to this region, to start an execution by hand where the command line is not available. */
  failoverStateMachineArn: z.string(),
  /** The lease tables that the region's roles may use: two while the lease moves. */
  leaseTables: z.array(z.string()).optional(),
  loadBalancerDnsName: z.string(),
  loadBalancerZoneId: z.string(),
});
export type RegionOutputs = z.infer<typeof regionOutputsSchema>;

/** Outputs of the edge's stack, for operators. */
export interface EdgeOutputs {
  readonly distributionDomainName: string;
  readonly distributionId: string;
  readonly url: string;
}

type ByRegion = z.infer<typeof byRegion>;

/** A stack's outputs by name, as the engine or an outputs file has them. */
export type StackOutputValues = Readonly<Record<string, unknown>>;

/**
 * Outputs of a deployed stack, checked.
 * @throws UserError with a line for each output that is missing or has an unexpected value
 */
export function parseOutputs<T extends z.ZodType>(
  stack: string,
  schema: T,
  outputs: StackOutputValues | undefined,
): z.infer<T> {
  if (outputs === undefined || Object.keys(outputs).length === 0) {
    throw new UserError(`stack ${stack}: has no outputs; deploy it first: redoubt up`);
  }
  const parsed = schema.safeParse(outputs, { reportInput: true });
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path, input }) => {
    const found = input === undefined ? "missing" : `got ${JSON.stringify(input)}`;
    return `stack ${stack}: output ${path.join(".")}: ${found}; update the stack: redoubt up`;
  });
  throw new UserError(lines.join("\n"));
}

/** Reads the outputs of another stack of this project. */
export class StackOutputs<T> {
  private readonly reference: pulumi.StackReference;

  constructor(private readonly stack: string) {
    const name = `${pulumi.getOrganization()}/${pulumi.getProject()}/${stack}`;
    this.reference = new pulumi.StackReference(stack, { name });
  }

  /** One output; a secret one stays secret. */
  get<K extends keyof T & string>(key: K): pulumi.Output<T[K]> {
    return this.reference.requireOutput(key) as pulumi.Output<T[K]>;
  }

  /** A region's entry of an output that is a map by region. */
  of<K extends keyof T & string>(key: T[K] extends ByRegion ? K : never, region: string): pulumi.Output<string> {
    return this.reference.requireOutput(key).apply((map: ByRegion) => {
      const value = map[region];
      if (value === undefined) {
        throw new pulumi.RunError(
          `stack ${this.stack}: output ${key} has no ${region}; update stack ${this.stack} first`,
        );
      }
      return value;
    });
  }
}

export function globalOutputs(): StackOutputs<GlobalOutputs> {
  return new StackOutputs<GlobalOutputs>(GLOBAL_STACK);
}
