import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import type { Permission } from "../iam/policy-document";
import { type Transform, transformed } from "../transform";

export interface RuntimeParametersArgs {
  readonly region: string;
  /** Path of the parameters, such as /redoubt. */
  readonly path: string;
  /** Values by name below the path, such as database/host. None of them is secret. */
  readonly values: Readonly<Record<string, pulumi.Input<string>>>;
  readonly tags?: Tags;
  /** Changes the arguments of the underlying resources. */
  readonly transform?: { readonly parameter?: Transform<ssm.ParameterArgs> };
}

/**
 * What instances look up at boot: names and addresses of their region's resources, in Parameter Store. They are not in the user
 * data, because there a rebuilt database would replace every instance.
 * @example
 * new RuntimeParameters("parameters", { region: "us-east-1", path: "/shop", values: { "database/host": database.host } });
 */
export class RuntimeParameters extends pulumi.ComponentResource {
  /** By name below the path. */
  readonly parameters: Readonly<Record<string, ssm.Parameter>>;

  constructor(name: string, args: RuntimeParametersArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:RuntimeParameters", name, {}, opts);
    const { path, region, tags, transform, values } = args;
    const parameters = Object.entries(values).map(([key, value]) => {
      const physicalName = `${path}/${key}`;
      const parameter = new ssm.Parameter(
        ...transformed<ssm.ParameterArgs>(
          transform?.parameter,
          `${name}-${key.replaceAll("/", "-")}`,
          { region, name: physicalName, type: "String", value, tags: named(tags, physicalName) },
          { parent: this },
        ),
      );
      return [key, parameter] as const;
    });
    this.parameters = Object.fromEntries(parameters);
    this.registerOutputs();
  }
}

export interface ReadParametersArgs {
  readonly region: string;
  readonly accountId: pulumi.Input<string>;
  /** Path of the parameters, such as /redoubt. */
  readonly path: string;
}

/** Permission to read the parameters at and below a path. */
export function readParameters({ region, accountId, path }: ReadParametersArgs): Permission {
  return {
    actions: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
    resources: ["", "/*"].map(
      (suffix) => pulumi.interpolate`arn:aws:ssm:${region}:${accountId}:parameter${path}${suffix}`,
    ),
  };
}
