import * as pulumi from "@pulumi/pulumi";
import { globalStack } from "../config/topology";

/** What the global stack has for the others; maps are by region. */
export interface GlobalOutputs {
  readonly accessPointArn: string;
  readonly bucketArns: ByRegion;
  readonly certificateArns: ByRegion;
  readonly dataKeyArns: ByRegion;
  /** Secret. */
  readonly databasePassword: string;
  readonly hostedZoneId: string;
  readonly leaseTableArns: ByRegion;
  readonly leaseTableName: string;
  readonly logBuckets: ByRegion;
  /** Secret. */
  readonly originVerify: string;
  readonly secretArns: ByRegion;
  readonly routingStoreArn: string;
}

/** What a region's stack has for the others and for the failover. */
export interface RegionOutputs {
  readonly region: string;
  readonly role: "active" | "standby";
  readonly alarmTopicArn: string;
  readonly applicationGroupName: string;
  readonly databaseArn: string;
  readonly databaseIdentifier: string;
  /** The failover to this region, started by hand where there is no command line. */
  readonly failoverStateMachineArn: string;
  readonly loadBalancerDnsName: string;
  readonly loadBalancerZoneId: string;
  readonly webGroupName: string;
}

/** What the edge's stack has for people and for the failover. */
export interface EdgeOutputs {
  readonly distributionDomainName: string;
  readonly distributionId: string;
  readonly url: string;
}

/** Outputs as a program gives them: the same names, their values known once deployed. */
export type Declared<T> = {
  readonly [K in keyof T]: T[K] extends ByRegion ? Readonly<Record<string, pulumi.Input<string>>> : pulumi.Input<T[K]>;
};

type ByRegion = Readonly<Record<string, string>>;

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
  return new StackOutputs<GlobalOutputs>(globalStack);
}
