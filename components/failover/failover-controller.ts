import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as sfn from "@pulumi/aws/sfn";
import * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../../config/tags";
import { METRICS, metricDimensions } from "../../failover/controller/metric";
import { observationKey } from "../../failover/protocol/lease-keys";
import { metricAlarm } from "../observability/metric-alarm";
import type { Transform } from "../transform";
import { overdueAlarm, preflightAlarm } from "./controller-alarms";
import {
  abandonmentPermissions,
  type ControllerDeployment,
  deploymentText,
  ownResources,
  probeEnvironment,
  probePermissions,
} from "./controller-deployment";
import { ControllerFunction, type ControllerFunctionTransform } from "./controller-function";
import { type FailoverStateMachineTransform, failoverStateMachine } from "./failover-state-machine";
import { MinuteSchedule } from "./minute-schedule";
import { stepPermissions } from "./step-permissions";

export interface FailoverControllerArgs {
  /** Region that this controller makes active, and in which all its resources are. */
  readonly region: string;
  readonly accountId: pulumi.Input<string>;
  /** The deployment with this region's resources and secret. */
  readonly deployment: ControllerDeployment;
  /** ARNs of the lease table's replicas that this region uses, by region. */
  readonly leaseTableArns: Readonly<Record<string, pulumi.Input<string>>>;
  /** Region of the ThirdSiteObserver. */
  readonly thirdSite: string;
  /**
   * `"manual"`: an operator starts a failover. `"automatic"`: the failure detector also starts it, once it considers the
   * active region lost.
   * @default "manual"
   */
  readonly trigger?: "manual" | "automatic";
  /** ARN of the region's database. */
  readonly databaseArn: pulumi.Input<string>;
  /** Key of the region that encrypts logs, notifications and queues. */
  readonly keyArn: pulumi.Input<string>;
  /** Retention of the log groups, days. */
  readonly logRetentionDays: pulumi.Input<number>;
  /**
   * Reserve Lambda concurrency, 7 executions in all.
   * @default false
   */
  readonly reservedConcurrency?: boolean;
  readonly tags?: Tags;
  /** Changes the arguments of the underlying resources. Function transforms apply to both functions. */
  readonly transform?: FailoverStateMachineTransform &
    ControllerFunctionTransform & {
      readonly activeLost?: Transform<cloudwatch.MetricAlarmArgs>;
      readonly failed?: Transform<cloudwatch.MetricAlarmArgs>;
    };
}

/** Executions of the step function: three parallel branches in each of two concurrent runs. */
const STEP_CONCURRENCY = 6;

/**
 * Fails over to its region: a state machine that is derived from the failover's flows, a function that makes one call of one step,
 * and a failure detector that probes the active region, raises an alarm and, with an automatic trigger, starts the failover. All of
 * it is in the region and depends on no other region, except to fence it. Its roles cannot change DNS, distributions or roles.
 *
 * An operator starts it by `redoubt failover`, or by an execution of the state machine with the input
 * `{"mode": "failover", "to": "us-west-1", "by": "operator jane"}`.
 * @throws Error when the deployment lacks the region's resources or secret
 * @example
 * new FailoverController("failover", {
 *   region: "us-west-1",
 *   accountId,
 *   deployment,
 *   leaseTableArns,
 *   thirdSite: "us-east-2",
 *   databaseArn: tier.database.arn,
 *   keyArn: tier.regionalKeyArn,
 *   logRetentionDays: 365,
 * });
 */
export class FailoverController extends pulumi.ComponentResource {
  readonly stepFunction: ControllerFunction;
  readonly failureDetector: ControllerFunction;
  readonly stateMachine: sfn.StateMachine;
  readonly stateMachineArn: pulumi.Output<string>;

  constructor(name: string, args: FailoverControllerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:FailoverController", name, {}, opts);
    const { deployment, keyArn, logRetentionDays, region, tags, transform } = args;
    const { alarmTopicArn: topicArn } = ownResources(deployment, region).resources;
    const parent = { parent: this };
    const shared = { region, keyArn, logRetentionDays, topicArn, tags, transform };
    this.stepFunction = new ControllerFunction(
      `${name}-step`,
      {
        ...shared,
        entry: "controller/step",
        handler: "step",
        description: "One call of one step of a failover",
        environment: { REDOUBT_DEPLOYMENT: deploymentText(deployment), REDOUBT_HOME: region },
        permissions: stepPermissions(args),
        timeoutSeconds: 90,
        reservedConcurrency: args.reservedConcurrency ? STEP_CONCURRENCY : undefined,
      },
      parent,
    );
    this.stateMachine = failoverStateMachine(
      name,
      {
        region,
        accountId: args.accountId,
        stepFunctionArn: this.stepFunction.arn,
        timing: deployment.settings.timing,
        keyArn,
        logRetentionDays,
        tags,
        transform,
      },
      this,
    );
    this.stateMachineArn = this.stateMachine.arn;
    this.failureDetector = new ControllerFunction(
      `${name}-detector`,
      {
        ...shared,
        ...this.detection(args),
        entry: "controller/detect",
        handler: "detect",
        description: "Probes the active region from the standby",
        timeoutSeconds: 30,
        reservedConcurrency: args.reservedConcurrency ? 1 : undefined,
      },
      { ...parent, aliases: [{ name: `${name}-watch` }] },
    );
    new MinuteSchedule(`${name}-schedule`, { region, function: this.failureDetector, topicArn, tags }, parent);
    new MinuteSchedule(
      `${name}-reconcile`,
      { region, function: this.stepFunction, input: { action: "reconcile" }, topicArn, tags },
      parent,
    );
    this.alarms(name, args, topicArn);
    this.registerOutputs({ stateMachineArn: this.stateMachineArn });
  }

  /** Environment and permissions of the failure detector. It resumes runs; it starts one only with an automatic trigger. */
  private detection({ deployment, leaseTableArns, region, thirdSite, trigger }: FailoverControllerArgs) {
    const machine = this.stateMachineArn;
    return {
      environment: {
        ...probeEnvironment(deployment, region),
        REDOUBT_OTHER_SITE: thirdSite,
        REDOUBT_STATE_MACHINE: machine,
        REDOUBT_TRIGGER: trigger,
      },
      permissions: [
        ...probePermissions(deployment, leaseTableArns, observationKey(region).pk, [observationKey(thirdSite).pk]),
        ...abandonmentPermissions(deployment, leaseTableArns),
        { actions: ["states:StartExecution", "states:ListExecutions"], resources: [machine] },
      ],
    };
  }

  private alarms(
    name: string,
    { deployment, region, tags, transform }: FailoverControllerArgs,
    topicArn: pulumi.Input<string>,
  ) {
    const shared = {
      region,
      topicArn,
      tags,
      period: 60,
      evaluationPeriods: 1,
      threshold: 1,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      // The detector publishes nothing while its own region is active.
      treatMissingData: "notBreaching",
    };
    metricAlarm(
      `${name}-active-lost`,
      {
        ...shared,
        alarmDescription: "The active region does not answer, and is silent. Run: redoubt failover",
        namespace: METRICS.namespace,
        metricName: METRICS.activeRegionLost,
        dimensions: metricDimensions(deployment.leaseTableName, region),
        statistic: "Maximum",
        transform: transform?.activeLost,
      },
      this,
    );
    const ofMetric = { region, topicArn, tags, leaseTableName: deployment.leaseTableName };
    overdueAlarm(`${name}-overdue`, ofMetric, this);
    preflightAlarm(`${name}-preflight`, ofMetric, this);
    metricAlarm(
      `${name}-failed`,
      {
        ...shared,
        alarmDescription: "A failover run failed. Run: redoubt status",
        namespace: "AWS/States",
        metricName: "ExecutionsFailed",
        dimensions: { StateMachineArn: this.stateMachineArn },
        statistic: "Sum",
        transform: transform?.failed,
      },
      this,
    );
  }
}
