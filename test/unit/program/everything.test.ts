import { expect } from "chai";
import type { PreviewDocument, PreviewedResource } from "../../../preview/document";
import { ofType, one, previewed, stackOf, swapped, threeRegions } from "../../support/preview";
import { STATEFUL_TYPES } from "../../support/stateful-types";

const all = ({ stacks }: PreviewDocument): PreviewedResource[] => stacks.flatMap(({ resources }) => resources);
const statefulUrns = (document: PreviewDocument) =>
  all(document)
    .filter(({ type }) => STATEFUL_TYPES.includes(type))
    .map(({ urn }) => urn);

describe("all stacks: lease table", () => {
  it("is strongly consistent over the three lease regions, protected and recoverable", async () => {
    const table = one(stackOf(await previewed(), "global"), "dynamodb/table:Table");
    expect(table.region).to.equal("us-east-2");
    expect(table.inputs).to.deep.include({
      billingMode: "PAY_PER_REQUEST",
      deletionProtectionEnabled: true,
      pointInTimeRecovery: { enabled: true },
    });
    const replicas = table.inputs.replicas as Record<string, unknown>[];
    expect(replicas.map(({ regionName }) => regionName)).to.deep.equal(["us-east-1", "us-west-2"]);
    for (const replica of replicas) {
      expect(replica).to.include({
        consistencyMode: "STRONG",
        pointInTimeRecovery: true,
        deletionProtectionEnabled: true,
      });
    }
    expect(table.protect).to.equal(true);
  });

  it("is seeded once with the first active region", async () => {
    const item = one(stackOf(await previewed(), "global"), "dynamodb/tableItem:TableItem");
    expect(JSON.parse(String(item.inputs.item))).to.deep.equal({
      pk: { S: "lease" },
      active: { S: "us-east-1" },
      epoch: { N: "1" },
      writes: { S: "open" },
      lastWriter: { S: "us-east-1" },
      quarantined: { L: [] },
      leaseSeconds: { N: "30" },
      writeSeconds: { N: "10" },
      longestSeconds: { N: "40" },
    });
  });
});

describe("all stacks: every resource", () => {
  it("is tagged with project, stack, role, and region where it has one", async () => {
    const document = await previewed();
    for (const { stack, region, role, resources } of document.stacks) {
      const tagged = resources.filter(({ inputs }) => inputs.tags !== undefined && !Array.isArray(inputs.tags));
      expect(tagged.length, stack).to.be.greaterThan(5);
      for (const { inputs, urn } of tagged) {
        expect(inputs.tags, urn).to.include({ "redoubt:project": "redoubt", "redoubt:stack": stack });
        expect(inputs.tags, urn).to.have.property("redoubt:role", role ?? stack);
        if (region) expect(inputs.tags, urn).to.have.property("redoubt:region", region);
      }
    }
  });

  it("that supports tags has them", async () => {
    // Resource types that have no tags.
    const untaggable =
      /Policy|Rule$|Attachment|Validation|Version|Configuration|Config|Record|Block|Controls|Logging|Key$|:Function|KeyValueStore|TableItem|AccessPoint|StackReference|Stack$|providers|RandomPassword|BackupsReplication|ServiceLinkedRole|Permission|Target|Alias|Subscription|ec2\/tag:Tag/;
    for (const { type, inputs, urn } of all(await previewed())) {
      if (type.startsWith("redoubt:") || (untaggable.test(type) && !type.endsWith("kms/key:Key"))) continue;
      expect(inputs, urn).to.have.property("tags");
    }
  });

  it("has the configured tags", async () => {
    const bucket = one(
      stackOf(await previewed({ tags: { team: "platform" } }), "global"),
      "s3/bucket:Bucket",
      "objects-us-east-1",
    );
    expect(bucket.inputs.tags).to.include({ team: "platform" });
  });

  it("that holds data is protected, unless protect is false", async () => {
    for (const [protect, settings] of [
      [true, {}],
      [false, { protect: false }],
    ] as const) {
      for (const resource of all(await previewed(settings)).filter(({ type }) => STATEFUL_TYPES.includes(type))) {
        // A replica can be rebuilt from its source: only RDS's deletion protection applies to it.
        const isReplica = "replicateSourceDb" in resource.inputs;
        expect(resource.protect, resource.urn).to.equal(protect && !isReplica);
      }
    }
    const development = stackOf(await previewed({ protect: false }), "prod");
    expect(one(development, "rds/instance:Instance").inputs).to.include({
      deletionProtection: false,
      skipFinalSnapshot: true,
    });
    expect(one(development, "lb/loadBalancer:LoadBalancer", "web").inputs.enableDeletionProtection).to.equal(false);
  });

  it("has an explicit region", async () => {
    const global = /aws:(cloudfront|iam|route53)\//;
    for (const { type, inputs, urn, region } of all(await previewed())) {
      if (!type.startsWith("aws:") || global.test(type)) continue;
      if (type.endsWith("MultiRegionAccessPoint")) continue;
      expect(inputs.region, urn).to.be.a("string").that.equals(region);
    }
  });

  it("of a standby refers to the active region as a replication source only", async () => {
    for (const [settings, active] of [
      [{}, "us-east-1"],
      [{ activeRegion: "us-west-1" }, "us-west-1"],
      [threeRegions, "us-east-1"],
    ] as const) {
      const document = await previewed(settings);
      for (const stack of document.stacks.filter(({ role }) => role === "standby")) {
        for (const { inputs, ...resource } of stack.resources) {
          // The fence of the active region names it.
          if (resource.urn.includes("redoubt:index:FailoverController$")) continue;
          // The sentinel reads every region's renewals.
          if (resource.urn.includes("redoubt:index:Sentinel$")) continue;
          // The access point may answer from the active region's bucket, whose name contains the region.
          if (resource.urn.endsWith("RolePolicy::tier-application-instances")) continue;
          const { replicateSourceDb: _source, sourceDbInstanceArn: _backups, ...rest } = inputs;
          expect(JSON.stringify({ ...resource, inputs: rest })).not.to.include(active);
        }
        expect(JSON.stringify(stack.outputs)).not.to.include(active);
      }
    }
  });
});

describe("all stacks: roles", () => {
  it("swap by configuration, and no stateful resource changes its name", async () => {
    const before = statefulUrns(await previewed());
    for (const settings of [swapped, { activeRegion: "us-west-1" }]) {
      expect(statefulUrns(await previewed(settings))).to.have.members(before);
    }
  });

  it("mirror each other: after a swap each region's stack registers what the other's did", async () => {
    const shape = ({ resources }: { resources: PreviewedResource[] }) =>
      resources.map(({ type, name }) => `${type} ${name}`).filter((each) => !each.startsWith("pulumi:pulumi:"));
    const before = await previewed();
    const after = await previewed({ activeRegion: "us-west-1" });
    expect(shape(stackOf(after, "dr"))).to.have.members(shape(stackOf(before, "prod")));
    expect(shape(stackOf(after, "prod"))).to.have.members(shape(stackOf(before, "dr")));
  });

  it("leave every other resource's name unchanged, except for the additional resources of a replica", async () => {
    const urns = (document: PreviewDocument) => all(document).map(({ urn }) => urn);
    const before = urns(await previewed());
    const after = new Set(urns(await previewed(swapped)));
    const removed = before.filter((urn) => !after.has(urn)).map((urn) => urn.split("::").at(-1));
    expect(removed.sort()).to.deep.equal([
      "prod",
      "tier-database-lag",
      "tier-database-lag",
      "tier-database-lag-stopped",
      "tier-database-source-backups",
    ]);
  });
});

describe("all stacks: a third region", () => {
  it("adds an entry and a stack, and changes no stateful resource of the first two", async () => {
    const before = await previewed();
    const after = await previewed(threeRegions);
    expect(after.stacks.map(({ stack }) => stack)).to.deep.equal(["global", "prod", "third", "dr", "edge"]);
    const inputs = (document: PreviewDocument) =>
      new Map(
        all(document)
          .filter(({ type }) => STATEFUL_TYPES.includes(type))
          // The secret gets one more replica, in place.
          .map(({ urn, inputs: { replicas: _, ...own } }) => [urn, own]),
      );
    const known = inputs(after);
    for (const [urn, own] of inputs(before)) expect(known.get(urn), urn).to.deep.equal(own);
    expect(one(stackOf(after, "third"), "rds/instance:Instance").inputs.replicateSourceDb).to.equal(
      stackOf(after, "prod").outputs.databaseArn,
    );
    expect(ofType(stackOf(after, "edge"), "route53/record:Record").map(({ inputs }) => inputs.name)).to.include(
      "eu-west-1.origin.example.com",
    );
  });
});
