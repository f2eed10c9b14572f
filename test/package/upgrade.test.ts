import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "chai";
import type { PreviewDocument, PreviewedResource } from "../../preview/document";
import { temporaryFolder } from "../support/temporary-folder";
import { extract, packedTarball } from "./installed-package";

/** The commit of the previous version. Set it to the released commit when a version is released. */
const PREVIOUS = "3fec20d71e4de9f9f2c83c1816b3d95cdf65bd8c";

/** Types that hold data, or that data cannot be read without. */
const STATEFUL = [
  "aws:rds/instance:Instance",
  "aws:s3/bucket:Bucket",
  "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint",
  "aws:dynamodb/table:Table",
  "aws:kms/key:Key",
  "aws:kms/replicaKey:ReplicaKey",
  "aws:secretsmanager/secret:Secret",
  "aws:cloudfront/keyValueStore:KeyValueStore",
  "random:index/randomPassword:RandomPassword",
];
/** Inputs whose change replaces one of these resources. Source: the provider's schema, replaceOnChanges and forceNew. */
const REPLACING = [
  "availabilityZone",
  "bucket",
  "dbName",
  "engine",
  "hashKey",
  "identifier",
  "kmsKeyId",
  "length",
  "multiRegion",
  "name",
  "rangeKey",
  "region",
  "storageEncrypted",
  "username",
];

/** Packs the previous version from its commit, without its tests and types. */
function packPrevious(): string {
  const folder = temporaryFolder("previous");
  const sources = join(folder, "sources");
  mkdirSync(sources);
  const archive = execFileSync("git", ["archive", PREVIOUS], { maxBuffer: 2 ** 28 });
  execFileSync("tar", ["-x", "-C", sources], { input: archive });
  symlinkSync(resolve("node_modules"), join(sources, "node_modules"));
  execFileSync("node", ["bin/compile.js"], { cwd: sources });
  const pack = ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder];
  execFileSync("npm", pack, { cwd: sources, stdio: "ignore" });
  return join(folder, readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "");
}

/** What must stay the same in an upgrade, by URN. */
function stateful({ stacks }: PreviewDocument): Record<string, unknown> {
  const kept = stacks.flatMap(({ resources }) => resources.filter(({ type }) => STATEFUL.includes(type)));
  return Object.fromEntries(kept.map((resource) => [resource.urn, identity(resource)]));
}

function identity({ inputs, protect }: PreviewedResource): object {
  const values = REPLACING.filter((key) => key in inputs).map((key) => [key, inputs[key]]);
  return { protect, ...Object.fromEntries(values) };
}

describe("upgrade of a project from the previous package", () => {
  const project = temporaryFolder("upgrade");
  const installed = join(project, "node_modules/pulumi-redoubt");
  after(() => rmSync(project, { recursive: true }));

  const redoubt = (...args: string[]) => {
    const command = ["node_modules/pulumi-redoubt/bin/redoubt.js", ...args];
    const { status, stdout, stderr } = spawnSync("node", command, { cwd: project, encoding: "utf8" });
    if (status !== 0) throw new Error(`redoubt ${args.join(" ")} ended with ${status}:\n${stderr}`);
    return stdout;
  };
  const preview = () => stateful(JSON.parse(redoubt("preview", "--json")) as PreviewDocument);

  it("changes nothing that holds data", function () {
    // It packs and previews twice.
    this.timeout(900_000);
    const known = spawnSync("git", ["cat-file", "-e", `${PREVIOUS}^{commit}`]).status === 0;
    if (!known) {
      console.log("      skipped: the history has no commit of the previous version (git fetch --unshallow)");
      this.skip();
    }
    mkdirSync(join(project, "node_modules"));
    for (const entry of readdirSync("node_modules")) {
      symlinkSync(resolve("node_modules", entry), join(project, "node_modules", entry));
    }
    extract(packPrevious(), installed);
    redoubt("init", ".", "--name", "shop");
    const before = preview();
    rmSync(installed, { recursive: true });
    extract(packedTarball(), installed);
    const after = preview();
    // Two databases, a key and its replica, buckets, secret, lease table, …
    expect(Object.keys(before).length).to.be.greaterThan(10);
    for (const [urn, kept] of Object.entries(before)) expect(after[urn], urn).to.deep.equal(kept);
  });
});
