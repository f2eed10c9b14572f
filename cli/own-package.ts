import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface OwnPackage {
  readonly version: string;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/** This package's manifest: one folder above the sources' or the compiled files' rooms. */
export function ownPackage(): OwnPackage {
  const candidates = ["../package.json", "../../package.json"].map((path) => join(__dirname, path));
  const file = candidates.find((path) => existsSync(path)) ?? "";
  return JSON.parse(readFileSync(file, "utf8")) as OwnPackage;
}
