import { expect } from "chai";
import { BucketReplication } from "../../../../components";
import type { PreviewedResource, PreviewedStack } from "../../../../preview/document";
import { ofType, one, policyOf } from "../../../support/preview";
import { runComponents } from "../../../support/run-program";

const bucket = (region: string) => ({
  region,
  bucket: `reports-${region}`,
  arn: `arn:aws:s3:::reports-${region}`,
  keyArn: `arn:aws:kms:${region}:123456789012:key/mrk-1`,
});
const [source, ...destinations] = ["eu-west-1", "eu-central-1", "eu-north-1"].map(bucket);

const run = () =>
  runComponents((opts) => {
    if (source) new BucketReplication("reports", { source, destinations }, opts);
  });

/** The policy of the role that replicates, without that of jobs. */
function rolePolicy(stack: PreviewedStack): PreviewedResource {
  const [policy] = ofType(stack, "iam/rolePolicy:RolePolicy").filter(({ name }) => name === "reports");
  if (policy === undefined) throw new Error("the role has no policy");
  return policy;
}

describe("BucketReplication", () => {
  it("has one rule for each destination, with its own key and priority", async () => {
    const { stack } = await run();
    const { inputs } = one(stack, "s3/bucketReplicationConfig:BucketReplicationConfig");
    expect(inputs).to.include({ region: "eu-west-1", bucket: "reports-eu-west-1" });
    const rules = inputs.rules as { priority: number; destination: Record<string, unknown> }[];
    expect(rules.map(({ priority }) => priority)).to.deep.equal([1, 2]);
    expect(rules.map(({ destination }) => [destination.bucket, destination.encryptionConfiguration])).to.deep.equal(
      destinations.map(({ arn, keyArn }) => [arn, { replicaKmsKeyId: keyArn }]),
    );
  });

  it("has a role for jobs that replicate existing objects, which can only request that", async () => {
    const { stack } = await run();
    const trust = policyOf(one(stack, "iam/role:Role", "reports-batch"), "assumeRolePolicy");
    expect(trust.Statement[0]).to.deep.include({ Principal: { Service: "batchoperations.s3.amazonaws.com" } });
    const { Statement } = policyOf(one(stack, "iam/rolePolicy:RolePolicy", "reports-batch"));
    expect(Statement.map(({ Action, Resource }) => [Action, Resource])).to.deep.equal([
      ["s3:InitiateReplication", "arn:aws:s3:::reports-eu-west-1/*"],
      [["s3:GetReplicationConfiguration", "s3:PutInventoryConfiguration"], "arn:aws:s3:::reports-eu-west-1"],
    ]);
  });

  it("replicates deletions, changes of replicas and encrypted objects, with replication time control", async () => {
    const { stack } = await run();
    const { inputs } = one(stack, "s3/bucketReplicationConfig:BucketReplicationConfig");
    for (const rule of inputs.rules as object[]) {
      expect(rule).to.deep.include({
        status: "Enabled",
        deleteMarkerReplication: { status: "Enabled" },
        sourceSelectionCriteria: {
          replicaModifications: { status: "Enabled" },
          sseKmsEncryptedObjects: { status: "Enabled" },
        },
      });
      expect(rule).to.have.nested.property("destination.replicationTime.time.minutes", 15);
    }
  });

  it("lets its role read and decrypt at the source, write and encrypt at the destinations, and nothing else", async () => {
    const { stack } = await run();
    const allowed = policyOf(rolePolicy(stack)).Statement.flatMap(({ Action, Resource }) =>
      [Action].flat().flatMap((action) => [Resource].flat().map((resource) => `${action} ${resource}`)),
    );
    const writes = /^s3:Replicate|^kms:(Encrypt|GenerateDataKey)/;
    for (const permission of allowed) {
      expect(permission).to.match(writes.test(permission) ? /eu-(central|north)-1/ : /eu-west-1/);
    }
    expect(allowed).to.include("kms:Decrypt arn:aws:kms:eu-west-1:123456789012:key/mrk-1");
  });

  it("is configured once the role may replicate", async () => {
    const { stack } = await run();
    expect(one(stack, "s3/bucketReplicationConfig:BucketReplicationConfig").dependencies).to.include(
      rolePolicy(stack).urn,
    );
  });
});
