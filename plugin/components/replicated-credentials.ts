import * as pulumi from "@pulumi/pulumi";
import * as library from "../../components";

export interface ReplicatedCredentialsArgs {
  readonly homeRegion: library.ReplicatedCredentialsArgs["homeRegion"];
  readonly keyArns: library.ReplicatedCredentialsArgs["keyArns"];
  readonly username: library.ReplicatedCredentialsArgs["username"];
  readonly tags?: library.ReplicatedCredentialsArgs["tags"];
  readonly protect?: library.ReplicatedCredentialsArgs["protect"];
}

/** The database's credentials, the same in every region: a random password in Secrets Manager, replicated in advance. */
export class ReplicatedCredentials extends pulumi.ComponentResource {
  /** ARN of the secret or its replica, by region. */
  readonly secretArns: pulumi.Output<Record<string, string>>;
  /** The password with which the database is created. Secret. */
  readonly password: pulumi.Output<string>;

  constructor(name: string, args: ReplicatedCredentialsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:ReplicatedCredentials", name, {}, opts);
    const credentials = new library.ReplicatedCredentials(name, args, { parent: this });
    this.secretArns = pulumi.output(credentials.secretArns);
    this.password = pulumi.secret(credentials.password);
    this.registerOutputs({ secretArns: this.secretArns });
  }
}
