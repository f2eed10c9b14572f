import { existsSync, mkdirSync, renameSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type BuildResult, build } from "esbuild";

/** Modules that are deployed as Lambda functions: paths relative to this folder. */
export type FunctionEntry =
  | "controller/step"
  | "controller/detect"
  | "controller/observe"
  | "sentinel/postgres"
  | "sentinel/mysql";

const bundles = new Map<FunctionEntry, Promise<string>>();

/**
 * Bundles one module with its imports into one file for Node.js 22. Equal sources give equal text, so that an update without changes
 * does not replace a function.
 * @returns the file's path: the text is long, and the engine reads it from there
 */
export function bundleFunction(entry: FunctionEntry): Promise<string> {
  const bundled = bundles.get(entry) ?? bundle(entry);
  bundles.set(entry, bundled);
  return bundled;
}

async function bundle(entry: FunctionEntry): Promise<string> {
  const { project, compiled } = folders();
  const file = join(compiled ?? join(project, ".redoubt"), `function-${entry.replace("/", "-")}.js`);
  // A compiled program is deleted when a source changes, together with the files beside it.
  if (compiled && isNewer(file, join(project, "package-lock.json"))) return file;
  mkdirSync(dirname(file), { recursive: true });
  const { outputFiles } = await buildFunction(entry);
  // Renamed into place, because another process may be reading the file.
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, outputFiles[0]?.text ?? "");
  renameSync(fresh, file);
  return file;
}

/** The bundle in memory, with esbuild's list of what it contains. */
export function buildFunction(entry: FunctionEntry): Promise<BuildResult<{ write: false; metafile: true }>> {
  return build({
    entryPoints: [entryPoint(folders().project, entry)],
    bundle: true,
    platform: "node",
    target: "node22",
    format: "cjs",
    mainFields: ["module", "main"],
    // Keeps local paths out of the bundle.
    minify: true,
    legalComments: "none",
    write: false,
    metafile: true,
  });
}

/** The source if it exists, also for a compiled program: both give the same text. */
function entryPoint(project: string, entry: FunctionEntry): string {
  const source = join(project, `failover/${entry}.ts`);
  return existsSync(source) ? source : join(__dirname, `${entry}.js`);
}

/** The project's folder, and the folder of its compiled form if this module is compiled. */
function folders(): { project: string; compiled?: string } {
  const root = join(__dirname, "..");
  return basename(root) === "dist" ? { project: dirname(root), compiled: root } : { project: root };
}

function isNewer(file: string, other: string): boolean {
  return existsSync(file) && (!existsSync(other) || statSync(file).mtimeMs > statSync(other).mtimeMs);
}
