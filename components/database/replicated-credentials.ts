import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { named, type Tags } from "../../config/tags";
import { dataOptions } from "../data-protection";
import { arnIn } from "../iam/arn";

export interface ReplicatedCredentialsArgs {
  /** Region of the primary secret: stays the same whatever the regions' roles. */
  readonly homeRegion: string;
  /** ARN of the key that encrypts the secret, for the home region and every region with a replica. */
  readonly keyArns: Readonly<Record<string, pulumi.Input<string>>>;
  /** The database's master user. */
  readonly username: string;
  /**
   * Guard the secret against deletion.
   * @default true
   */
  readonly protect?: boolean;
  readonly tags?: Tags;
}

/**
 * The database's credentials, the same in every region: a random password in Secrets Manager, replicated beforehand, so that no
 * secret is written while a failover runs. RDS does not manage the password: such a source can have no read replica.
 */
export class ReplicatedCredentials extends pulumi.ComponentResource {
  /** ARN of the secret or its replica, by region. */
  readonly secretArns: Readonly<Record<string, pulumi.Output<string>>>;
  /** The password, for the database that is created with it. Secret. */
  readonly password: pulumi.Output<string>;

  constructor(name: string, args: ReplicatedCredentialsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:ReplicatedCredentials", name, {}, opts);
    const options = { parent: this, ...dataOptions(args.protect) };
    const { [args.homeRegion]: homeKey, ...replicaKeys } = args.keyArns;
    // RDS forbids "/", "@", quotes and spaces in a master password.
    const password = new random.RandomPassword(
      `${name}-password`,
      { length: 32, overrideSpecial: "!#%&*()-_=+[]{}<>:?" },
      options,
    );
    const secret = new secretsmanager.Secret(
      `${name}-secret`,
      {
        region: args.homeRegion,
        description: "Credentials of the database, replicated to every region",
        kmsKeyId: homeKey,
        recoveryWindowInDays: args.protect === false ? 0 : 30,
        replicas: Object.entries(replicaKeys).map(([region, kmsKeyId]) => ({ region, kmsKeyId })),
        tags: named(args.tags, name),
      },
      options,
    );
    const version = new secretsmanager.SecretVersion(
      `${name}-secret-version`,
      {
        region: args.homeRegion,
        secretId: secret.id,
        secretString: pulumi.secret(pulumi.jsonStringify({ username: args.username, password: password.result })),
      },
      options,
    );
    this.password = pulumi.secret(password.result);
    const arns = Object.keys(args.keyArns).map((region) => {
      const arn = version.arn.apply((primary) => arnIn(region, primary));
      return [region, arn] as const;
    });
    this.secretArns = Object.fromEntries(arns);
    this.registerOutputs({ secretArns: this.secretArns });
  }
}
