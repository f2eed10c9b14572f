import { expect } from "chai";
import { type DatabaseRole, ignoredInputs, isProtected, roleArgs } from "../../../../components/database/database-role";

const credentials = { databaseName: "orders", username: "admin", password: "not a secret of anybody's" };
const roles = {
  primary: { kind: "primary", ...credentials },
  quarantined: { kind: "quarantined", ...credentials },
  replica: { kind: "replica", sourceArn: "arn:aws:rds:us-east-1:123456789012:db:orders" },
} satisfies Record<string, DatabaseRole>;
const settings = { identifier: "orders-us-west-1-g1", protect: true };

describe("roleArgs", () => {
  it("take a replica's data from its source, and no final snapshot, which RDS refuses", () => {
    expect(roleArgs(roles.replica, settings)).to.deep.equal({
      replicateSourceDb: roles.replica.sourceArn,
      skipFinalSnapshot: true,
    });
  });

  it("create a primary with its credentials and keep a final snapshot of it, also in quarantine", () => {
    for (const role of [roles.primary, roles.quarantined]) {
      const args = roleArgs(role, settings);
      expect(args).to.include({
        dbName: "orders",
        username: "admin",
        skipFinalSnapshot: false,
        finalSnapshotIdentifier: "orders-us-west-1-g1-final",
      });
      expect(args).not.to.have.property("replicateSourceDb");
    }
  });

  it("keep no final snapshot in a stack that is meant to be destroyed", () => {
    const args = roleArgs(roles.primary, { ...settings, protect: false });
    expect(args.skipFinalSnapshot).to.equal(true);
    expect(args).not.to.have.property("finalSnapshotIdentifier");
  });
});

describe("isProtected", () => {
  it("lets Pulumi delete only what can be rebuilt", () => {
    expect(Object.values(roles).map((role) => [role.kind, isProtected(role, true)])).to.deep.equal([
      ["primary", true],
      ["quarantined", false],
      ["replica", false],
    ]);
    expect(isProtected(roles.primary, false)).to.equal(false);
  });
});

describe("ignoredInputs", () => {
  it("keep the provider from replacing an instance whose role changed", () => {
    expect(ignoredInputs(roles.primary)).to.include.members(["dbName", "username"]);
    expect(ignoredInputs(roles.replica)).to.include("replicateSourceDb");
  });

  it("let a promoted replica lose its source", () => {
    expect(ignoredInputs(roles.primary)).not.to.include("replicateSourceDb");
  });

  it("hold for Extended Support in every role, because RDS takes it at creation only", () => {
    for (const role of Object.values(roles)) expect(ignoredInputs(role)).to.include("engineLifecycleSupport");
  });
});
