import { expect } from "chai";
import { detachedKeys, lostSecret, secretRegion, withSecretIn } from "../../../../automation/lost/lost-primaries";
import { recordsOfExport } from "../../../../resources/from-stack-export";

const urnOf = (type: string, name: string) => `urn:pulumi:global::redoubt::${type}::${name}`;
const secretArn = (region: string) =>
  `arn:aws:secretsmanager:${region}:123456789012:secret:database-secret-1a2b3c-AbCdEf`;
const keyArn = (region: string) => `arn:aws:kms:${region}:123456789012:key/mrk-1`;
const resource = (type: string, name: string, inputs: object, rest: object = {}) => ({
  urn: urnOf(type, name),
  type,
  inputs: { ...inputs },
  ...rest,
});
const replica = (region: string, primaryKeyArn = keyArn("us-east-1"), name = `data-${region}`) =>
  resource("aws:kms/replicaKey:ReplicaKey", name, { region, primaryKeyArn });
const cipher = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "us-east-1" };
const secret = resource(
  "aws:secretsmanager/secret:Secret",
  "database-secret",
  {
    region: "us-east-1",
    name: "database-secret-1a2b3c",
    kmsKeyId: keyArn("us-east-1"),
    replicas: [{ region: "us-west-1", kmsKeyId: keyArn("us-west-1") }],
  },
  { id: secretArn("us-east-1"), outputs: { arn: secretArn("us-east-1"), region: "us-east-1", replicas: [{}] } },
);
const version = resource(
  "aws:secretsmanager/secretVersion:SecretVersion",
  "database-secret-version",
  { region: "us-east-1", secretId: secretArn("us-east-1"), secretString: cipher },
  {
    id: `${secretArn("us-east-1")}|v1`,
    outputs: { arn: secretArn("us-east-1"), secretId: secretArn("us-east-1"), versionId: "v1", secretString: cipher },
  },
);
const other = resource("aws:s3/bucket:Bucket", "objects-us-east-1", { region: "us-east-1" });
const exported = { version: 3, deployment: { resources: [secret, version, other] } };

describe("automation/lost/lost-primaries", () => {
  it("finds the regions that keep a replica of the data key whose primary is lost", () => {
    const own = replica("us-west-2", keyArn("us-east-2"));
    const foreign = replica("eu-west-1", keyArn("us-east-1"), "documents-eu-west-1");
    const records = recordsOfExport([replica("us-west-1"), own, foreign]);
    expect(detachedKeys(records, "us-east-1")).to.deep.equal({ "us-west-1": keyArn("us-east-1") });
    expect(detachedKeys(records, "eu-central-1")).to.deep.equal({});
  });

  it("finds the secret whose primary is lost, with its replicas, and none elsewhere", () => {
    const records = recordsOfExport([secret, version, other]);
    expect(lostSecret(records, "us-east-1")).to.deep.include({
      arn: secretArn("us-east-1"),
      urns: new Set([secret.urn, version.urn]),
      replicas: { "us-west-1": keyArn("us-west-1") },
    });
    expect(lostSecret(records, "us-west-1")).to.equal(undefined);
    expect(secretRegion(records)).to.equal("us-east-1");
  });

  it("makes the survivor's replica the primary in the state, with its ARN, key and value, and touches nothing else", () => {
    const lost = lostSecret(recordsOfExport([secret, version, other]), "us-east-1");
    if (lost === undefined) throw new Error("no secret");
    const { deployment } = withSecretIn(exported, lost, "us-west-1");
    const [moved, value, rest] = deployment.resources;
    expect(moved).to.deep.include({ urn: secret.urn, id: secretArn("us-west-1") });
    expect(moved.inputs).to.deep.equal({
      region: "us-west-1",
      name: "database-secret-1a2b3c",
      kmsKeyId: keyArn("us-west-1"),
      replicas: [],
    });
    expect(moved.outputs).to.deep.include({ arn: secretArn("us-west-1"), region: "us-west-1" });
    expect(value.id).to.equal(`${secretArn("us-west-1")}|v1`);
    expect(value.inputs).to.deep.equal({
      region: "us-west-1",
      secretId: secretArn("us-west-1"),
      secretString: cipher,
    });
    expect(rest).to.equal(other);
    expect(lostSecret(recordsOfExport(deployment.resources), "us-east-1")).to.equal(undefined);
  });
});
