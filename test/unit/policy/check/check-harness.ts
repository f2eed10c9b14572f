import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assert } from "chai";
import { runCli } from "../../../support/run-cli";

/** A temporary folder for the tests of a `describe`, and `redoubt check` on files in it. */
export function checkHarness() {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "redoubt-check-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  return {
    /** Writes a file, and returns its path. */
    file(content: string | Uint8Array, name = "stack.json"): string {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
    /** The findings of `redoubt check` as RULE@RESOURCE. */
    async findings(...args: string[]): Promise<string[]> {
      const { stdout, stderr } = await runCli("check", "--json", ...args);
      assert.notEqual(stdout, "", stderr);
      const violations: { policy: string; urn: string }[] = JSON.parse(stdout);
      return violations.map(({ policy, urn }) => `${policy}@${urn.split("::").at(-1)}`);
    },
  };
}
