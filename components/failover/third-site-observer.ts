import * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../../config/tags";
import { observationKey } from "../../failover/protocol/lease-keys";
import { RegionalKey } from "../kms/regional-key";
import { AlarmTopic } from "../observability/alarm-topic";
import { overdueAlarm } from "./controller-alarms";
import { type ControllerDeployment, probeEnvironment, probePermissions } from "./controller-deployment";
import { ControllerFunction, type ControllerFunctionTransform } from "./controller-function";
import { MinuteSchedule } from "./minute-schedule";

export interface ThirdSiteObserverArgs {
  /** A lease region without a tier. */
  readonly region: string;
  readonly accountId: pulumi.Input<string>;
  readonly deployment: ControllerDeployment;
  /** ARNs of the lease table's replicas that this site uses, by region. */
  readonly leaseTableArns: Readonly<Record<string, pulumi.Input<string>>>;
  /** Retention of the log group, days. */
  readonly logRetentionDays: pulumi.Input<number>;
  /**
   * Reserve Lambda concurrency, 1 execution.
   * @default false
   */
  readonly reservedConcurrency?: boolean;
  /**
   * Protect the key against deletion.
   * @default true
   */
  readonly protect?: boolean;
  readonly tags?: Tags;
  /** Changes the arguments of the underlying resources. */
  readonly transform?: ControllerFunctionTransform;
}

/**
 * A second, independent observation of the active region: a function in a region without a tier probes the application through the
 * edge once a minute and records the result in the lease table. It decides nothing; the standbys' failure detectors read the record.
 * It is part of the global stack.
 * @example
 * new ThirdSiteObserver("observer", { region: "us-east-2", accountId, deployment, leaseTableArns, logRetentionDays: 365 });
 */
export class ThirdSiteObserver extends pulumi.ComponentResource {
  readonly key: RegionalKey;
  readonly alarmTopic: AlarmTopic;
  readonly function: ControllerFunction;

  constructor(name: string, args: ThirdSiteObserverArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:ThirdSiteObserver", name, {}, opts);
    const { accountId, deployment, leaseTableArns, logRetentionDays, protect, region, tags, transform } = args;
    const parent = { parent: this };
    this.key = new RegionalKey(`${name}-key`, { region, accountId, protect, tags }, parent);
    const keyArn = this.key.arn;
    this.alarmTopic = new AlarmTopic(`${name}-alarms`, { region, accountId, keyArn, tags }, parent);
    const topicArn = this.alarmTopic.arn;
    this.function = new ControllerFunction(
      name,
      {
        region,
        entry: "controller/observe",
        handler: "observe",
        description: "Probes the active region from the third site",
        environment: probeEnvironment(deployment, region),
        permissions: probePermissions(deployment, leaseTableArns, observationKey(region).pk),
        timeoutSeconds: 30,
        reservedConcurrency: args.reservedConcurrency ? 1 : undefined,
        keyArn,
        logRetentionDays,
        topicArn,
        tags,
        transform,
      },
      parent,
    );
    new MinuteSchedule(`${name}-schedule`, { region, function: this.function, topicArn, tags }, parent);
    overdueAlarm(`${name}-overdue`, { region, topicArn, tags, leaseTableName: deployment.leaseTableName }, this);
    this.registerOutputs();
  }
}
