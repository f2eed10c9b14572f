import * as ecr from "@pulumi/aws/ecr";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { dataOptions } from "../data-protection";
import { type Transform, transformed } from "../transform";

export interface ImageRepositoriesArgs {
  readonly region: string;
  readonly accountId: pulumi.Input<string>;
  /** Names of the repositories, such as shop/application. */
  readonly repositories: readonly string[];
  /** The other regions, whose registries get every image that is pushed to this one. */
  readonly replicateTo: readonly string[];
  /** Key of the region that encrypts the images. */
  readonly keyArn: pulumi.Input<string>;
  /**
   * Protect the repositories against deletion.
   * @default true
   */
  readonly protect?: boolean;
  readonly tags?: Tags;
  /** Changes the arguments of the underlying resources. */
  readonly transform?: {
    readonly repository?: Transform<ecr.RepositoryArgs>;
    readonly replication?: Transform<ecr.ReplicationConfigurationArgs>;
  };
}

/**
 * Repositories of one region's registry, and their replication to the other regions. Where every region has this component, an image that
 * is pushed to any one of them is in all: ECR does not replicate an image that arrived by replication again. A registry has one
 * replication configuration, so that an account with another one changes it by `transform.replication`.
 * @example
 * new ImageRepositories("images", {
 *   region: "us-east-1",
 *   accountId,
 *   repositories: ["shop/application", "shop/lease-agent"],
 *   replicateTo: ["us-west-2"],
 *   keyArn: key.arn,
 * });
 */
export class ImageRepositories extends pulumi.ComponentResource {
  readonly repositories: Readonly<Record<string, ecr.Repository>>;
  /** Absent without another region. */
  readonly replication?: ecr.ReplicationConfiguration;

  constructor(name: string, args: ImageRepositoriesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:ImageRepositories", name, {}, opts);
    const { accountId, keyArn, protect, region, replicateTo, repositories, tags, transform } = args;
    const created = repositories.map((repository): readonly [string, ecr.Repository] => {
      const logical = `${name}-${repository.replaceAll("/", "-")}`;
      const resource = new ecr.Repository(
        ...transformed<ecr.RepositoryArgs>(
          transform?.repository,
          logical,
          {
            region,
            name: repository,
            // ECR refuses to delete a repository with images otherwise.
            forceDelete: protect === false,
            imageTagMutability: "IMMUTABLE",
            imageScanningConfiguration: { scanOnPush: true },
            encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: keyArn }],
            tags: named(tags, logical),
          },
          { parent: this, ...dataOptions(protect) },
        ),
      );
      return [repository, resource];
    });
    this.repositories = Object.fromEntries(created);
    if (replicateTo.length > 0 && repositories.length > 0) {
      this.replication = new ecr.ReplicationConfiguration(
        ...transformed<ecr.ReplicationConfigurationArgs>(
          transform?.replication,
          name,
          {
            region,
            replicationConfiguration: {
              rules: [
                {
                  destinations: replicateTo.map((other) => ({ region: other, registryId: accountId })),
                  repositoryFilters: repositories.map((filter) => ({ filter, filterType: "PREFIX_MATCH" })),
                },
              ],
            },
          },
          { parent: this, dependsOn: created.map(([, resource]) => resource) },
        ),
      );
    }
    this.registerOutputs();
  }
}
