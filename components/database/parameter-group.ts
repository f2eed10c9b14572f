import * as rds from "@pulumi/aws/rds";
import type * as pulumi from "@pulumi/pulumi";
import { type DatabaseEngine, parameterFamily } from "../../config/database-engines/engine";
import { named, type Tags } from "../../config/tags";
import { type Transform, transformed } from "../transform";

export interface ParameterGroupArgs {
  readonly region: string;
  readonly engine: DatabaseEngine;
  readonly version: string;
  /**
   * Whether the group refuses connections without TLS. In Aurora that is a parameter of the cluster.
   * @default true
   */
  readonly requireTls?: boolean;
  readonly tags?: Tags;
  readonly transform?: Transform<rds.ParameterGroupArgs>;
}

/**
 * A parameter group of instances, with which the server refuses connections without TLS. Its name is generated, so that a major version upgrade
 * creates the group of the new family before it moves the instance to it.
 */
export function parameterGroup(name: string, args: ParameterGroupArgs, parent: pulumi.Resource): rds.ParameterGroup {
  const { engine, region, requireTls = true, tags, transform, version } = args;
  return new rds.ParameterGroup(
    ...transformed(
      transform,
      name,
      {
        region,
        family: parameterFamily(engine, version),
        description: requireTls ? "Refuses connections without TLS" : "Parameters of the instances",
        // RDS reports a parameter that has its default value as pending-reboot, such as rds.force_ssl from PostgreSQL 15 on: with
        // "immediate" every preview would show a change. An instance boots with its group, so no reboot is pending.
        parameters: requireTls ? [{ ...engine.tlsParameter, applyMethod: "pending-reboot" }] : [],
        tags: named(tags, name),
      },
      { parent },
    ),
  );
}
