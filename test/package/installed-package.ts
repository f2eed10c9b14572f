import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { temporaryFolder } from "../support/temporary-folder";

let tarball: string | undefined;

/** The tarball that `npm publish` would upload; packed once. */
export function packedTarball(): string {
  if (tarball === undefined) {
    const folder = temporaryFolder("tarball");
    execFileSync("npm", ["pack", "--silent", "--pack-destination", folder], { stdio: "ignore" });
    tarball = join(folder, readdirSync(folder)[0] ?? "");
  }
  return tarball;
}

/** Extracts what npm would install. */
export function extract(archive: string, target: string): void {
  mkdirSync(target, { recursive: true });
  execFileSync("tar", ["-xzf", archive, "-C", target, "--strip-components=1"]);
}

/**
 * A new folder in which the package is installed, with its dependencies from this checkout, so that no network is needed.
 * @param without names of packages that are not installed
 */
export function installedPackage(without: readonly string[] = []): string {
  const folder = temporaryFolder("package");
  const modules = join(folder, "node_modules");
  extract(packedTarball(), join(modules, "pulumi-redoubt"));
  for (const entry of readdirSync("node_modules")) {
    if (!without.includes(entry)) symlinkSync(resolve("node_modules", entry), join(modules, entry));
  }
  return folder;
}
