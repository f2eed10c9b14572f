import { spawnSync } from "node:child_process";
import { expect } from "chai";

describe("a closed pipe", () => {
  it("does not end a command with an error", () => {
    const { stderr } = spawnSync("sh", ["-c", '{ node bin/redoubt.js --help; echo "exit code $?" >&2; } | true'], {
      encoding: "utf8",
    });
    expect(stderr).to.equal("exit code 0\n");
  });
});
