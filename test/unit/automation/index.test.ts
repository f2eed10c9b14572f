import { execFileSync } from "node:child_process";
import { expect } from "chai";

/** Modules that a program loads with `import "pulumi-redoubt/automation"`, relative to the checkout. */
function loadedModules(): string[] {
  const program = 'require("./automation"); console.log(JSON.stringify(Object.keys(require.cache)))';
  const stdout = execFileSync(process.execPath, ["--require", "tsx/cjs", "--eval", program], { encoding: "utf8" });
  return JSON.parse(stdout);
}

describe("automation/index", () => {
  const loaded = loadedModules();

  it("loads the operations", () => {
    expect(loaded.some((file) => file.endsWith("/automation/operations.ts"))).to.equal(true);
  });

  it("loads no policy rule until a preview evaluates them", () => {
    expect(loaded.filter((file) => /\/policy\/(rules\/|facts\/|all-rules|evaluate)/.test(file))).to.deep.equal([]);
  });

  it("loads no client of the AWS SDK until AWS is called", () => {
    expect(loaded.filter((file) => /\/@aws-sdk\/client-/.test(file))).to.deep.equal([]);
  });

  it("loads nothing of the command line", () => {
    expect(loaded.filter((file) => /\/(cli|node_modules\/(commander|listr2))\//.test(file))).to.deep.equal([]);
  });
});
