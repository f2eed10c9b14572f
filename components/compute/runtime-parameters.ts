import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";

export interface RuntimeParametersArgs {
  readonly region: string;
  /** Where the parameters lie, such as /redoubt. */
  readonly path: string;
  /** Value by name under the path, such as database/host. None of them a secret. */
  readonly values: Readonly<Record<string, pulumi.Input<string>>>;
  readonly tags?: Tags;
}

/**
 * What a region's instances look up when they start: names and addresses of their own region's parts, in Parameter Store. They lie
 * here and not in the user data, so that a rebuilt database replaces no instance.
 */
export class RuntimeParameters extends pulumi.ComponentResource {
  constructor(name: string, args: RuntimeParametersArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:RuntimeParameters", name, {}, opts);
    for (const [key, value] of Object.entries(args.values)) {
      new ssm.Parameter(
        `${name}-${key.replaceAll("/", "-")}`,
        {
          region: args.region,
          name: `${args.path}/${key}`,
          type: "String",
          value,
          tags: named(args.tags, `${args.path}/${key}`),
        },
        { parent: this },
      );
    }
    this.registerOutputs();
  }
}
