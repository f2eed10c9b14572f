import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { runCli } from "../../../support/run-cli";
import { temporaryFolder } from "../../../support/temporary-folder";

describe("redoubt init", () => {
  const folder = () => temporaryFolder("init");

  it("writes a project whose preview succeeds", async () => {
    const target = join(folder(), "My Shop");
    const { stdout, exitCode } = await runCli("init", target, "--domain", "shop.example.com");
    expect(exitCode).to.equal(0);
    expect(stdout).to.include("Pulumi.prod.yaml").and.to.include("next: ");
    expect(readFileSync(join(target, "Pulumi.yaml"), "utf8")).to.match(/^name: my-shop\n/);
    // Its program imports the package, which is not installed beside it.
    writeFileSync(join(target, "index.ts"), `export = require(${JSON.stringify(join(process.cwd(), "index.ts"))});`);
    const preview = await runCli("preview", "--in-process", "--project", join(target, "Pulumi.yaml"));
    expect(preview.exitCode, preview.stderr).to.equal(0);
  });

  it("keeps what a package.json has", async () => {
    const target = folder();
    writeFileSync(join(target, "package.json"), '{"name":"own","dependencies":{"pulumi-redoubt":"0.0.1","zod":"4"}}');
    await runCli("init", target);
    const manifest = JSON.parse(readFileSync(join(target, "package.json"), "utf8"));
    expect(manifest).to.include({ name: "own", type: "commonjs" });
    expect(manifest.dependencies)
      .to.include({ "pulumi-redoubt": "0.0.1", zod: "4" })
      .and.to.have.property("@pulumi/aws");
  });

  const refused: readonly (readonly [title: string, args: string[], line: string])[] = [
    ["an unknown region", ["--regions", "us-est-1,us-west-1"], "--regions: got us-est-1; did you mean us-east-1?"],
    [
      "a name that neither Pulumi nor npm accepts",
      ["--name", "My Shop"],
      "--name: got My Shop; use lower-case letters, digits and hyphens, a letter first",
    ],
    ["one region", ["--regions", "us-east-1"], "--regions: got 1; recovery needs at least two regions"],
    [
      "a region named twice",
      ["--regions", "us-east-1,us-east-1"],
      "--regions: got us-east-1 twice; name each region once",
    ],
    ["a domain without a dot", ["--domain", "shop"], "--domain: got shop; must be a domain name such as example.com"],
  ];
  for (const [title, args, line] of refused) {
    it(`refuses ${title}, and writes nothing`, async () => {
      const target = join(folder(), "project");
      expect(await runCli("init", target, ...args)).to.deep.include({ stderr: `${line}\n`, exitCode: 1 });
      expect(existsSync(target)).to.equal(false);
    });
  }

  it("refuses a package.json that is not JSON, and writes nothing", async () => {
    const target = folder();
    writeFileSync(join(target, "package.json"), "{");
    const { stderr, exitCode } = await runCli("init", target);
    expect(exitCode).to.equal(1);
    expect(stderr).to.match(/package\.json: not JSON: .*; correct or remove it\n$/);
    expect(readdirSync(target)).to.deep.equal(["package.json"]);
  });

  it("prints a next command that a shell accepts", async () => {
    const { stdout } = await runCli("init", join(folder(), "Bob's Shop"));
    expect(stdout).to.match(/\nnext: cd '\S*\/Bob'\\''s Shop' && npm install && npx redoubt preview\n$/);
  });

  it("overwrites no file", async () => {
    const target = folder();
    writeFileSync(join(target, "index.ts"), "export {};");
    const { stderr, exitCode } = await runCli("init", target);
    expect(exitCode).to.equal(1);
    expect(stderr).to.match(/^init: .* has index\.ts already; use another folder: redoubt init FOLDER\n$/);
    expect(existsSync(join(target, "Pulumi.yaml"))).to.equal(false);
  });
});
