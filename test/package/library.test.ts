import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect } from "chai";

/** The package as a user installs it, in a project that has nothing but it and Pulumi. */
describe("package", () => {
  const folder = mkdtempSync(join(tmpdir(), "redoubt-package-"));
  const run = (command: string, ...args: string[]) => execFileSync(command, args, { cwd: folder, encoding: "utf8" });

  before(() => {
    execFileSync("npm", ["pack", "--silent", "--pack-destination", folder], { stdio: "ignore" });
    const [tarball = ""] = readdirSync(folder);
    mkdirSync(join(folder, "node_modules/redoubt"), { recursive: true });
    run("tar", "-xzf", tarball, "-C", "node_modules/redoubt", "--strip-components=1");
    for (const entry of readdirSync("node_modules")) {
      symlinkSync(resolve("node_modules", entry), join(folder, "node_modules", entry));
    }
    copyFileSync("examples/replicated-bucket/index.ts", join(folder, "index.ts"));
    const compilerOptions = {
      module: "nodenext",
      target: "es2023",
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      types: ["node"],
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["index.ts"] }));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("gives the components, with their types", () => {
    run("node_modules/.bin/tsc", "-p", ".");
    const names = run("node", "-p", 'Object.keys(require("redoubt")).join(" ")').trim().split(" ");
    expect(names).to.include.members(["RegionalTier", "ReplicatedDatabase", "EdgeDistribution", "MultiRegionBucket"]);
  });

  it("runs as a command", () => {
    expect(run("node", "node_modules/redoubt/bin/redoubt.js", "--help")).to.include("Usage: redoubt");
  });

  it("holds no sources, tests or settings of the project", () => {
    expect(readdirSync(join(folder, "node_modules/redoubt")).sort()).to.deep.equal([
      "LICENSE",
      "README.md",
      "bin",
      "dist",
      "package.json",
      "policy",
    ]);
  });
});
