import { expect } from "chai";
import { ReplicatedCredentials } from "../../../../components";
import { one } from "../../../support/preview";
import { runComponents } from "../../../support/run-program";

const keyArn = (region: string) => `arn:aws:kms:${region}:123456789012:key/mrk-1`;
const args = {
  homeRegion: "eu-west-1",
  keyArns: { "eu-west-1": keyArn("eu-west-1"), "eu-central-1": keyArn("eu-central-1") },
  username: "orders",
};

const run = (protect?: boolean) =>
  runComponents((opts) => new ReplicatedCredentials("orders", { ...args, protect }, opts));

describe("ReplicatedCredentials", () => {
  it("replicates the secret from the home region, under each region's own key", async () => {
    const { stack } = await run();
    const secret = one(stack, "secretsmanager/secret:Secret");
    expect(secret.region).to.equal("eu-west-1");
    expect(secret.inputs.kmsKeyId).to.equal(keyArn("eu-west-1"));
    expect(secret.inputs.replicas).to.deep.equal([{ region: "eu-central-1", kmsKeyId: keyArn("eu-central-1") }]);
  });

  it("overwrites a replica that an earlier deployment left behind, which would stop the replication", async () => {
    const { stack } = await run();
    expect(one(stack, "secretsmanager/secret:Secret").inputs.forceOverwriteReplicaSecret).to.equal(true);
  });

  it("generates a password of characters that RDS takes, and shows it nowhere", async () => {
    const { stack } = await run();
    const { inputs } = one(stack, "random:index/randomPassword:RandomPassword");
    expect(inputs.overrideSpecial).not.to.match(/[/@"' ]/);
    expect(one(stack, "secretsmanager/secretVersion:SecretVersion").inputs.secretString).to.equal("[secret]");
  });

  it("hands out each region's ARN once the secret has a value", async () => {
    const arns: string[] = [];
    const { stack } = await runComponents((opts) => {
      const credentials = new ReplicatedCredentials("orders", args, opts);
      for (const arn of Object.values(credentials.secretArns)) arn.apply((value) => arns.push(value));
      const keyArns = { "eu-west-1": credentials.secretArns["eu-central-1"] ?? "" };
      new ReplicatedCredentials("dependent", { ...args, keyArns }, opts);
    });
    expect(arns.map((arn) => arn.split(":")[3])).to.have.members(["eu-west-1", "eu-central-1"]);
    const dependent = one(stack, "secretsmanager/secret:Secret", "dependent");
    expect(dependent.propertyDependencies.kmsKeyId).to.include(
      one(stack, "secretsmanager/secretVersion:SecretVersion", "orders").urn,
    );
  });

  it("can be restored for 30 days, unless the stack is meant to be destroyed", async () => {
    const guarded = await run();
    expect(one(guarded.stack, "secretsmanager/secret:Secret").inputs.recoveryWindowInDays).to.equal(30);
    expect(guarded.optionsOf("secretsmanager/secret:Secret", "orders-secret").protect).to.equal(true);
    const temporary = await run(false);
    expect(one(temporary.stack, "secretsmanager/secret:Secret").inputs.recoveryWindowInDays).to.equal(0);
    expect(temporary.optionsOf("secretsmanager/secret:Secret", "orders-secret").protect).to.equal(false);
  });
});
