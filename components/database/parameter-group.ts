import * as rds from "@pulumi/aws/rds";
import type * as pulumi from "@pulumi/pulumi";
import { type DatabaseEngine, parameterFamily } from "../../config/database-engines/engine";
import { named, type Tags } from "../../config/tags";
import { type Transform, transformed } from "../transform";

export interface ParameterGroupArgs {
  readonly region: string;
  readonly engine: DatabaseEngine;
  readonly version: string;
  readonly tags?: Tags;
  readonly transform?: Transform<rds.ParameterGroupArgs>;
}

/**
 * A parameter group with which the server refuses connections without TLS. Its name is generated, so that a major version upgrade
 * creates the group of the new family before it moves the instance to it.
 */
export function parameterGroup(name: string, args: ParameterGroupArgs, parent: pulumi.Resource): rds.ParameterGroup {
  const { engine, region, tags, transform, version } = args;
  return new rds.ParameterGroup(
    ...transformed(
      transform,
      name,
      {
        region,
        family: parameterFamily(engine, version),
        description: "Refuses connections without TLS",
        // RDS reports a parameter that has its default value as pending-reboot, such as rds.force_ssl from PostgreSQL 15 on: with
        // "immediate" every preview would show a change. An instance boots with its group, so no reboot is pending.
        parameters: [{ ...engine.tlsParameter, applyMethod: "pending-reboot" }],
        tags: named(tags, name),
      },
      { parent },
    ),
  );
}
