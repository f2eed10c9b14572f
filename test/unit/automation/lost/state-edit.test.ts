import { expect } from "chai";
import { withAccessPointOf, withoutResources, withResources } from "../../../../automation/lost/state-edit";

const bucket = { urn: "bucket", type: "aws:s3/bucket:Bucket", parent: "objects" };
const rules = {
  urn: "rules",
  type: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
  parent: "objects",
  deletedWith: "bucket",
  dependencies: ["bucket", "role"],
  propertyDependencies: { rules: ["bucket"], role: ["role"] },
};
const resources = [{ urn: "objects" }, { urn: "role" }, bucket, rules];
const exported = (all: readonly object[], pending: readonly object[] = []) => ({
  version: 3,
  deployment: { manifest: {}, resources: all, pending_operations: pending },
});

describe("automation/lost/state-edit", () => {
  it("removes resources, every reference to them, and their pending operations", () => {
    const pending = [{ resource: bucket, type: "updating" }];
    const { deployment, version } = withoutResources(exported(resources, pending), new Set(["bucket"]));
    expect(version).to.equal(3);
    expect(JSON.parse(JSON.stringify(deployment))).to.deep.equal({
      manifest: {},
      resources: [
        { urn: "objects" },
        { urn: "role" },
        {
          urn: "rules",
          type: rules.type,
          parent: "objects",
          dependencies: ["role"],
          propertyDependencies: { rules: [], role: ["role"] },
        },
      ],
      pending_operations: [],
    });
  });

  it("restores the earlier access point, which was retained when it was replaced", () => {
    const type = "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint";
    const of = (name: string) => ({ urn: "point", type, id: `1:${name}`, inputs: { name }, outputs: { name } });
    const current = { ...of("west"), dependencies: ["bucket"] };
    const state = withAccessPointOf(exported([bucket, current]), exported([of("east-and-west")]));
    expect(state.deployment.resources).to.deep.equal([bucket, { ...of("east-and-west"), dependencies: ["bucket"] }]);
    expect(withAccessPointOf(exported([current]), exported([])).deployment.resources).to.deep.equal([current]);
  });

  it("restores them after those that they refer to, once", () => {
    const earlier = exported(resources);
    const state = withResources(exported([{ urn: "role" }]), earlier, new Set(["bucket", "rules"]));
    const urns = (all: unknown) => (all as { resources: { urn: string }[] }).resources.map(({ urn }) => urn);
    expect(urns(state.deployment)).to.deep.equal(["role", "bucket", "rules"]);
    // Their component is gone until the next update registers it again.
    expect(JSON.stringify(state.deployment)).not.to.include('"parent"');
    expect(urns(withResources(state, earlier, new Set(["bucket"])).deployment)).to.deep.equal([
      "role",
      "bucket",
      "rules",
    ]);
  });
});
