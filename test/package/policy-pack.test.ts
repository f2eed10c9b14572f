import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { temporaryFolder } from "../support/temporary-folder";
import { extract, packedTarball } from "./installed-package";

const ANALYZER = resolve("node_modules/@pulumi/pulumi/cmd/run-policy-pack");

/** Starts a pack as the engine does, and returns the port that it serves on. */
function portOf(pack: string): Promise<number> {
  return new Promise((found, failed) => {
    const analyzer = spawn("node", [ANALYZER, "127.0.0.1:1", "."], { cwd: pack, stdio: ["ignore", "pipe", "pipe"] });
    let errors = "";
    analyzer.stderr.on("data", (chunk) => {
      errors += String(chunk);
    });
    analyzer.stdout.once("data", (chunk) => {
      analyzer.kill();
      found(Number(String(chunk).trim().split("\n")[0]));
    });
    analyzer.once("exit", (code) => failed(new Error(`the pack ended with ${code}: ${errors}`)));
  });
}

describe("policy pack of the package", () => {
  const folder = temporaryFolder("pack");
  const installed = join(folder, "node_modules/pulumi-redoubt/policy");
  before(() => {
    extract(packedTarball(), join(folder, "node_modules/pulumi-redoubt"));
    symlinkSync(resolve("node_modules/@pulumi"), join(folder, "node_modules/@pulumi"));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("holds what `pulumi policy publish` uploads, and the catalogue of the rules", () => {
    const files = ["PulumiPolicy.yaml", "RULES.md", "bundle.js", "pack.js", "package.json"];
    expect(readdirSync(installed).sort()).to.deep.equal(files);
  });

  it("serves the engine from node_modules, as --policy-pack node_modules/pulumi-redoubt/policy does", async () => {
    expect(await portOf(installed)).to.be.greaterThan(0);
  });

  it("serves the engine when published: from its own folder and its own dependencies alone", async () => {
    const published = join(folder, "published");
    const uploaded = temporaryFolder("tarball");
    execFileSync("npm", ["pack", "--silent", "--pack-destination", uploaded], { cwd: installed, stdio: "ignore" });
    extract(join(uploaded, readdirSync(uploaded)[0] ?? ""), published);
    mkdirSync(join(published, "node_modules"));
    symlinkSync(resolve("node_modules/@pulumi"), join(published, "node_modules/@pulumi"));
    expect(await portOf(published)).to.be.greaterThan(0);
  });
});
