import * as rds from "@pulumi/aws/rds";
import type * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { type Transform, transformed } from "../transform";
import type { DatabaseEngine } from "./engines/engine";

export interface ParameterGroupArgs {
  readonly region: string;
  readonly engine: DatabaseEngine;
  readonly version: string;
  readonly tags?: Tags;
  readonly transform?: Transform<rds.ParameterGroupArgs>;
}

/** A parameter group with which the server refuses connections without TLS. */
export function parameterGroup(name: string, args: ParameterGroupArgs, parent: pulumi.Resource): rds.ParameterGroup {
  const { engine, region, tags, transform, version } = args;
  return new rds.ParameterGroup(
    ...transformed(
      transform,
      name,
      {
        region,
        family: engine.parameterFamily(version),
        description: "Refuses connections without TLS",
        parameters: [engine.tlsParameter(version)],
        tags: named(tags, name),
      },
      { parent },
    ),
  );
}
