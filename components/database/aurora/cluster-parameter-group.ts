import * as rds from "@pulumi/aws/rds";
import type * as pulumi from "@pulumi/pulumi";
import { type DatabaseEngine, parameterFamily } from "../../../config/database-engines/engine";
import { named, type Tags } from "../../../config/tags";
import { type Transform, transformed } from "../../transform";

export interface ClusterParameterGroupArgs {
  readonly region: string;
  readonly engine: DatabaseEngine;
  readonly version: string;
  /** Largest loss that Aurora PostgreSQL permits, seconds; beyond it the primary pauses commits. Undefined: no limit. */
  readonly rpoSeconds: number | undefined;
  readonly tags?: Tags;
  readonly transform?: Transform<rds.ClusterParameterGroupArgs>;
}

/** A cluster parameter group with which the cluster refuses connections without TLS, and bounds the loss of a failover. */
export function clusterParameterGroup(
  name: string,
  args: ClusterParameterGroupArgs,
  parent: pulumi.Resource,
): rds.ClusterParameterGroup {
  const { engine, region, rpoSeconds, tags, transform, version } = args;
  // "pending-reboot" for the reason given in ../parameter-group.ts. The limit of the loss is dynamic and must be lifted at once.
  const parameters = [{ ...engine.tlsParameter, applyMethod: "pending-reboot" }];
  if (rpoSeconds !== undefined) {
    parameters.push({ name: "rds.global_db_rpo", value: String(rpoSeconds), applyMethod: "immediate" });
  }
  return new rds.ClusterParameterGroup(
    ...transformed(
      transform,
      name,
      {
        region,
        family: parameterFamily(engine, version),
        description: "Refuses connections without TLS",
        parameters,
        tags: named(tags, name),
      },
      { parent },
    ),
  );
}
