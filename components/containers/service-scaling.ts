import * as appautoscaling from "@pulumi/aws/appautoscaling";
import type * as ecs from "@pulumi/aws/ecs";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import type { Capacity } from "../compute/instance-group";
import { TARGET_CPU_PERCENT } from "../compute/target-cpu";
import { type Transform, transformed } from "../transform";

export interface ServiceScalingArgs {
  readonly region: string;
  readonly clusterName: pulumi.Input<string>;
  readonly service: ecs.Service;
  readonly capacity: Capacity;
  readonly tags?: Tags;
  readonly transform?: ServiceScalingTransform;
}

/** Changes the arguments of the scaling's resources. */
export interface ServiceScalingTransform {
  readonly scalableTarget?: Transform<appautoscaling.TargetArgs>;
  readonly serviceScalingPolicy?: Transform<appautoscaling.PolicyArgs>;
}

/** A service's scaling. */
export interface ServiceScaling {
  readonly target: appautoscaling.Target;
  readonly policy: appautoscaling.Policy;
}

/** Scales the tasks of a service between the minimum and the maximum of its role. */
export function serviceScaling(name: string, args: ServiceScalingArgs, parent: pulumi.Resource): ServiceScaling {
  const { capacity, clusterName, region, service, tags, transform } = args;
  const target = new appautoscaling.Target(
    ...transformed<appautoscaling.TargetArgs>(
      transform?.scalableTarget,
      name,
      {
        region,
        serviceNamespace: "ecs",
        scalableDimension: "ecs:service:DesiredCount",
        resourceId: pulumi.interpolate`service/${clusterName}/${service.name}`,
        minCapacity: capacity.minimum,
        maxCapacity: capacity.maximum,
        tags: named(tags, name),
      },
      { parent },
    ),
  );
  const policy = new appautoscaling.Policy(
    ...transformed<appautoscaling.PolicyArgs>(
      transform?.serviceScalingPolicy,
      name,
      {
        region,
        policyType: "TargetTrackingScaling",
        serviceNamespace: target.serviceNamespace,
        scalableDimension: target.scalableDimension,
        resourceId: target.resourceId,
        targetTrackingScalingPolicyConfiguration: {
          predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageCPUUtilization" },
          targetValue: TARGET_CPU_PERCENT,
        },
      },
      { parent },
    ),
  );
  return { target, policy };
}
