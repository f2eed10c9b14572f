import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { named, type Tags } from "../../config/tags";
import { dataOptions } from "../data-protection";
import { arnIn } from "../iam/arn";
import { type Transform, transformed } from "../transform";

export interface ReplicatedCredentialsArgs {
  /** Region of the primary secret. It does not depend on the regions' roles, because another one would replace the secret. */
  readonly homeRegion: string;
  /** ARN of the key that encrypts the secret, for the home region and every region with a replica. */
  readonly keyArns: Readonly<Record<string, pulumi.Input<string>>>;
  /** Name of the database's master user. */
  readonly username: pulumi.Input<string>;
  /**
   * Password of the master user of an existing database. Secret.
   * @default a generated password
   */
  readonly password?: pulumi.Input<string>;
  /**
   * Protect the secret against deletion.
   * @default true
   */
  readonly protect?: boolean;
  readonly tags?: Tags;
  /** Changes the arguments of the underlying resources. */
  readonly transform?: {
    readonly password?: Transform<random.RandomPasswordArgs>;
    readonly secret?: Transform<secretsmanager.SecretArgs>;
    readonly version?: Transform<secretsmanager.SecretVersionArgs>;
  };
}

/** Length of the generated password; RDS takes up to 41 characters for MySQL and MariaDB (CreateDBInstance). */
const PASSWORD_LENGTH = 32;
/** Days in which a deleted secret can be restored: the longest that Secrets Manager allows (DeleteSecret). */
const RECOVERY_WINDOW_DAYS = 30;

/**
 * The database's credentials, the same in every region: a random password in Secrets Manager. The secret is replicated in advance,
 * so that a failover writes no secret. RDS does not manage the password, because such a source cannot have read replicas.
 * @example
 * const credentials = new ReplicatedCredentials("orders", {
 *   homeRegion: "eu-west-1",
 *   keyArns: key.arns,
 *   username: "orders",
 * });
 */
export class ReplicatedCredentials extends pulumi.ComponentResource {
  readonly secret: secretsmanager.Secret;
  readonly version: secretsmanager.SecretVersion;
  /** ARN of the secret or its replica, by region. */
  readonly secretArns: Readonly<Record<string, pulumi.Output<string>>>;
  /** The password with which the database is created. Secret. */
  readonly password: pulumi.Output<string>;

  constructor(name: string, args: ReplicatedCredentialsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:ReplicatedCredentials", name, {}, opts);
    const { homeRegion: region, transform } = args;
    const options = { parent: this, ...dataOptions(args.protect) };
    const { [region]: homeKey, ...replicaKeys } = args.keyArns;
    const password = pulumi.secret(args.password ?? this.generatedPassword(name, args, options));
    this.secret = new secretsmanager.Secret(
      ...transformed(
        transform?.secret,
        `${name}-secret`,
        {
          region,
          description: "Credentials of the database, replicated to every region",
          kmsKeyId: homeKey,
          recoveryWindowInDays: args.protect === false ? 0 : RECOVERY_WINDOW_DAYS,
          // A replica of this name that an earlier deployment left behind would make the replication fail.
          forceOverwriteReplicaSecret: true,
          replicas: Object.entries(replicaKeys).map(([replicaRegion, kmsKeyId]) => ({
            region: replicaRegion,
            kmsKeyId,
          })),
          tags: named(args.tags, name),
        },
        options,
      ),
    );
    const credentials = pulumi.jsonStringify({ username: args.username, password });
    this.version = new secretsmanager.SecretVersion(
      ...transformed(
        transform?.version,
        `${name}-secret-version`,
        { region, secretId: this.secret.id, secretString: pulumi.secret(credentials) },
        options,
      ),
    );
    this.password = password;
    this.secretArns = Object.fromEntries(
      Object.keys(args.keyArns).map((each) => [each, this.version.arn.apply((arn) => arnIn(each, arn))]),
    );
    this.registerOutputs({ secretArns: this.secretArns });
  }

  private generatedPassword(
    name: string,
    { transform }: ReplicatedCredentialsArgs,
    options: pulumi.CustomResourceOptions,
  ): pulumi.Output<string> {
    return new random.RandomPassword(
      ...transformed(
        transform?.password,
        `${name}-password`,
        // Without the characters that RDS refuses in a master password: "/", "@", quotes and spaces.
        { length: PASSWORD_LENGTH, overrideSpecial: "!#%&*()-_=+[]{}<>:?" },
        options,
      ),
    ).result;
  }
}
