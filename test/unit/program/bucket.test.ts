import { expect } from "chai";
import { ofType, one, policyOf, previewed, stackOf, threeRegions } from "../../support/preview";

interface Rule {
  readonly status: string;
  readonly priority: number;
  readonly deleteMarkerReplication: { status: string };
  readonly sourceSelectionCriteria: Record<"replicaModifications" | "sseKmsEncryptedObjects", { status: string }>;
  readonly destination: {
    bucket: string;
    encryptionConfiguration: { replicaKmsKeyId: string };
    replicationTime: { status: string; time: { minutes: number } };
    metrics: { status: string; eventThreshold: { minutes: number } };
  };
}

const regions = ["eu-west-1", "us-east-1", "us-west-1"];
const objects = (region: string) => `objects-${region}`;

describe("all stacks: multi-region bucket", () => {
  for (const region of regions) {
    it(`has in ${region} a bucket that is versioned, under the region's key, private and owned by the bucket owner`, async () => {
      const global = stackOf(await previewed(threeRegions), "global");
      const named = (type: string) => one(global, `s3/${type}`, objects(region));
      expect(one(global, "s3/bucket:Bucket", objects(region)).region).to.equal(region);
      expect(named("bucketVersioning:BucketVersioning").inputs).to.have.nested.property(
        "versioningConfiguration.status",
        "Enabled",
      );
      const encryption = named(
        "bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      ).inputs;
      const rule = "rules[0].applyServerSideEncryptionByDefault";
      expect(encryption).to.have.nested.property(`${rule}.sseAlgorithm`, "aws:kms");
      expect(encryption)
        .to.have.nested.property(`${rule}.kmsMasterKeyId`)
        .that.match(new RegExp(`^arn:aws:kms:${region}:`));
      expect(named("bucketPublicAccessBlock:BucketPublicAccessBlock").inputs).to.include({
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      });
      expect(named("bucketOwnershipControls:BucketOwnershipControls").inputs).to.have.nested.property(
        "rule.objectOwnership",
        "BucketOwnerEnforced",
      );
      expect(named("bucketLifecycleConfiguration:BucketLifecycleConfiguration").inputs).to.have.nested.property(
        "rules[0].status",
        "Enabled",
      );
      const [tls] = policyOf(named("bucketPolicy:BucketPolicy")).Statement;
      expect(tls).to.deep.include({
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      });
      expect(named("bucketLogging:BucketLogging").inputs.targetBucket).to.include(`logs-${region}`);
    });

    it(`replicates from ${region} to every other region, all objects, within 15 minutes`, async () => {
      const global = stackOf(await previewed(threeRegions), "global");
      const config = one(global, "s3/bucketReplicationConfig:BucketReplicationConfig", objects(region));
      const rules = config.inputs.rules as Rule[];
      const others = regions.filter((other) => other !== region);
      expect(rules).to.have.length(others.length);
      for (const [index, rule] of rules.entries()) {
        const other = others[index] ?? "";
        expect(rule).to.deep.include({ status: "Enabled", deleteMarkerReplication: { status: "Enabled" } });
        expect(rule.sourceSelectionCriteria).to.deep.equal({
          replicaModifications: { status: "Enabled" },
          sseKmsEncryptedObjects: { status: "Enabled" },
        });
        expect(rule.destination.bucket).to.include(objects(other));
        expect(rule.destination.encryptionConfiguration.replicaKmsKeyId).to.match(new RegExp(`^arn:aws:kms:${other}:`));
        expect(rule.destination.replicationTime).to.deep.equal({ status: "Enabled", time: { minutes: 15 } });
        expect(rule.destination.metrics).to.deep.equal({ status: "Enabled", eventThreshold: { minutes: 15 } });
      }
      expect(new Set(rules.map(({ priority }) => priority)).size).to.equal(rules.length);
    });
  }

  it("replicates with roles that can only read the source and write the destinations", async () => {
    const global = stackOf(await previewed(threeRegions), "global");
    const policies = ofType(global, "iam/rolePolicy:RolePolicy").filter(({ name }) =>
      name.includes("objects-us-east-1"),
    );
    const statements = policies.flatMap((policy) => policyOf(policy).Statement);
    const written = statements.find(({ Action }) => Action.includes("s3:ReplicateObject"));
    expect(written?.Resource).to.have.length(2);
    for (const { Resource } of statements) expect([Resource].flat()).not.to.include("*");
  });

  it("is behind one access point that includes every bucket", async () => {
    const global = stackOf(await previewed(threeRegions), "global");
    const { inputs } = one(global, "s3control/multiRegionAccessPoint:MultiRegionAccessPoint");
    const { regions: members, publicAccessBlock } = inputs.details as {
      regions: { bucket: string }[];
      publicAccessBlock: object;
    };
    expect(members.map(({ bucket }) => bucket.replace(/-[0-9a-f]{7}$/, ""))).to.deep.equal(regions.map(objects));
    expect(Object.values(publicAccessBlock)).to.deep.equal([true, true, true, true]);
  });

  it("writes its access logs to a bucket of its region that accepts them from AWS services only", async () => {
    const global = stackOf(await previewed(), "global");
    expect(ofType(global, "s3/bucket:Bucket").filter(({ name }) => name.startsWith("logs-"))).to.have.length(2);
    const { Statement } = policyOf(one(global, "s3/bucketPolicy:BucketPolicy", "logs-us-west-1"));
    const allowed = Statement.filter(({ Effect }) => Effect === "Allow");
    expect(allowed.map(({ Principal }) => Principal)).to.deep.equal([
      { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
      { Service: "logging.s3.amazonaws.com" },
    ]);
    const [loadBalancers, buckets] = allowed;
    // As in AWS's example: ELB's principal is limited by the path, which names the account, and not by a condition.
    expect(loadBalancers?.Resource).to.match(/^arn:aws:s3:::logs-us-west-1-[^/]+\/\*\/AWSLogs\/123456789012\/\*$/);
    expect(loadBalancers).not.to.have.property("Condition");
    expect(buckets?.Condition).to.have.nested.property("StringEquals.aws:SourceAccount");
  });
});

describe("all stacks: multi-region key", () => {
  it("has one policy and a replica in every region, and a deletion window of 30 days", async () => {
    const global = stackOf(await previewed(threeRegions), "global");
    const key = one(global, "kms/key:Key", "data");
    const replicas = ofType(global, "kms/replicaKey:ReplicaKey");
    expect(key.inputs).to.include({ multiRegion: true, enableKeyRotation: true, deletionWindowInDays: 30 });
    expect(replicas.map(({ region }) => region)).to.have.members(regions);
    expect(key.region).to.equal("us-east-2");
    for (const replica of replicas) {
      expect(replica.inputs.policy).to.equal(key.inputs.policy);
      expect(replica.inputs.deletionWindowInDays).to.equal(30);
    }
  });

  it("keeps the primary of a deployment whose configuration names its home region", async () => {
    const global = stackOf(await previewed({ ...threeRegions, homeRegion: "us-east-1" }), "global");
    expect(one(global, "kms/key:Key", "data")).to.include({ name: "data-us-east-1", region: "us-east-1" });
    const replicas = ofType(global, "kms/replicaKey:ReplicaKey");
    expect(replicas.map(({ name }) => name)).to.have.members(["data-eu-west-1", "data-us-west-1"]);
    expect(one(global, "secretsmanager/secret:Secret")).to.include({ name: "database-secret", region: "us-east-1" });
  });
});
