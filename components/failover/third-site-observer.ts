import * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../../config/tags";
import { observationKey } from "../../failover/protocol/lease-keys";
import { RegionalKey } from "../kms/regional-key";
import { AlarmTopic } from "../observability/alarm-topic";
import { type ControllerDeployment, watchEnvironment, watchPermissions } from "./controller-deployment";
import { ControllerFunction } from "./controller-function";
import { MinuteSchedule } from "./minute-schedule";

export interface ThirdSiteObserverArgs {
  /** A lease region that hosts no tier. */
  readonly region: string;
  readonly accountId: pulumi.Input<string>;
  readonly deployment: ControllerDeployment;
  /** ARNs of the lease table's replicas that this site uses, by region. */
  readonly leaseTableArns: Readonly<Record<string, pulumi.Input<string>>>;
  /** Retention of the log group, days. */
  readonly logRetentionDays: number;
  /**
   * Reserve Lambda concurrency, 1 execution.
   * @default false
   */
  readonly reservedConcurrency?: boolean;
  /**
   * Guard the key against deletion.
   * @default true
   */
  readonly protect?: boolean;
  readonly tags?: Tags;
}

/**
 * The second pair of eyes: a function in a region without a tier that asks the active region's application once a minute, through
 * the edge, and notes in the lease table what it saw. It decides nothing. It belongs into the global stack, so that every standby's
 * controller has it beside its own probe.
 */
export class ThirdSiteObserver extends pulumi.ComponentResource {
  constructor(name: string, args: ThirdSiteObserverArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:ThirdSiteObserver", name, {}, opts);
    const { region, accountId, protect, tags } = args;
    const parent = { parent: this };
    const { arn: keyArn } = new RegionalKey(`${name}-key`, { region, accountId, protect, tags }, parent);
    const { arn: topicArn } = new AlarmTopic(`${name}-alarms`, { region, accountId, keyArn, tags }, parent);
    const fn = new ControllerFunction(
      name,
      {
        region,
        entry: "controller/observe",
        handler: "observe",
        description: "Looks at the active region from the third site",
        environment: watchEnvironment(args.deployment, region),
        permissions: watchPermissions(args.deployment, args.leaseTableArns, observationKey(region).pk),
        timeoutSeconds: 30,
        reservedConcurrency: args.reservedConcurrency ? 1 : undefined,
        keyArn,
        logRetentionDays: args.logRetentionDays,
        topicArn,
        tags,
      },
      parent,
    );
    new MinuteSchedule(`${name}-schedule`, { region, function: fn, topicArn, tags }, parent);
    this.registerOutputs();
  }
}
