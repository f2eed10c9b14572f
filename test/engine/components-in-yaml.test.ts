import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { assert } from "chai";
import { temporaryFolder } from "../support/temporary-folder";

/** Where .ci/run installs the language host for YAML programs, which the Pulumi CLI finds on PATH. */
const HOST_FOLDER = resolve(".ci/bin");
const HOST = "pulumi-language-yaml";

function hasYamlHost(): boolean {
  return [HOST_FOLDER, ...(process.env.PATH ?? "").split(delimiter)].some((folder) => existsSync(join(folder, HOST)));
}

/**
 * A folder with the plugin as an executable, which starts it as the Node.js language host does: launcher, package, arguments. The
 * host of the local AWS passes the arguments in another order than the launcher expects.
 */
function pluginFolder(): string {
  const folder = temporaryFolder("plugin");
  const executable = join(folder, "pulumi-resource-redoubt");
  const launcher = resolve("node_modules/@pulumi/pulumi/cmd/run-plugin");
  writeFileSync(executable, `#!/bin/sh\nexec "${process.execPath}" "${launcher}" "${resolve(".")}" "$@"\n`);
  chmodSync(executable, 0o755);
  return folder;
}

describe("the components in a YAML program", () => {
  let plugin: string;

  function pulumi(...args: string[]) {
    const PATH = [plugin, HOST_FOLDER, process.env.PATH].join(delimiter);
    const { status, stdout, stderr } = spawnSync("pulumi", args, {
      cwd: resolve("examples/yaml"),
      encoding: "utf8",
      env: { ...process.env, PATH },
    });
    assert.equal(status, 0, `pulumi ${args.join(" ")}\n${stdout}${stderr}`);
    return stdout;
  }

  before(function () {
    const missing = spawnSync("pulumi", ["version"]).status !== 0 ? "the Pulumi CLI" : hasYamlHost() ? "" : HOST;
    if (missing) {
      console.log(`      skipped: ${missing} is not on PATH`);
      this.skip();
    }
    plugin = pluginFolder();
  });

  it("has a schema", () => {
    const schema = JSON.parse(pulumi("package", "get-schema", join(plugin, "pulumi-resource-redoubt")));
    assert.includeMembers(Object.keys(schema.resources), [
      "redoubt:index:EdgeDistribution",
      "redoubt:index:MultiRegionBucket",
      "redoubt:index:ReplicatedDatabase",
    ]);
  });

  it("previews a key and a replicated bucket", () => {
    pulumi("stack", "init", "yaml");
    const { steps } = JSON.parse(pulumi("preview", "--json")) as {
      steps: { op: string; newState: { type: string; urn: string } }[];
    };
    const created = steps.filter(({ op }) => op === "create").map(({ newState }) => newState);
    const ofType = (type: string) => created.filter((resource) => resource.type === type).length;
    assert.equal(ofType("aws:kms/key:Key") + ofType("aws:kms/replicaKey:ReplicaKey"), 2);
    // The two buckets and their log buckets.
    assert.equal(ofType("aws:s3/bucket:Bucket"), 4);
    assert.equal(ofType("aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint"), 1);
  });
});
