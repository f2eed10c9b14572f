import { expect } from "chai";
import { obstacles } from "../../../../components/database/existing-database";

const selection = {
  region: "us-east-1",
  path: "regions.us-east-1.database.existing",
  identifier: "orders",
  engine: "postgres" as const,
  version: "17",
  username: "orders",
};
const sound = {
  backupRetentionPeriod: 7,
  engine: "postgres",
  engineVersion: "17.4",
  masterUsername: "orders",
  masterUserSecrets: [],
  replicateSourceDb: "",
  storageEncrypted: true,
  vpcSecurityGroups: ["sg-1"],
};

describe("an existing database", () => {
  it("can be adopted where it is encrypted, has backups, and is what the configuration says", () => {
    expect(obstacles(selection, sound)).to.deep.equal([]);
  });

  it("is not checked where nothing of it is known", () => {
    expect(obstacles(selection, { vpcSecurityGroups: ["sg-1"] })).to.deep.equal([]);
  });

  const cases: readonly (readonly [title: string, found: object, message: RegExp])[] = [
    ["encryption", { storageEncrypted: false }, /^is not encrypted, and RDS cannot encrypt it in place: /],
    [
      "backups",
      { backupRetentionPeriod: 0 },
      /^has no automated backups.*--region us-east-1 .*orders --backup-retention-period 14/,
    ],
    ["a password of its own", { masterUserSecrets: [{}] }, /--no-manage-master-user-password/],
    ["the role of a primary", { replicateSourceDb: "main" }, /^is a replica of main; name the primary$/],
    [
      "the configured engine",
      { engine: "mysql", engineVersion: "8.4.1" },
      /^has engine mysql; set database.engine to it$/,
    ],
    ["the configured version", { engineVersion: "16.3" }, /^has version 16.3; set database.version to it$/],
    ["the configured user", { masterUsername: "root" }, /^has master user root; set database.username to it$/],
    ["a security group", { vpcSecurityGroups: [] }, /^has no VPC security group/],
  ];
  for (const [title, found, message] of cases) {
    it(`needs ${title}`, () => {
      const [fault, ...others] = obstacles(selection, { ...sound, ...found });
      expect(fault).to.match(message);
      expect(others).to.deep.equal([]);
    });
  }
});
