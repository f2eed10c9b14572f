import { existsSync, mkdirSync, renameSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { build } from "esbuild";

let bundled: Promise<string> | undefined;

/**
 * The controller's functions in one file with all that they import, for Node.js 22. The same sources give the same text, so that
 * an update that changes nothing changes no function.
 * @returns the file's path: the text is long, and an engine reads it without our holding it once for each function
 */
export function bundleController(): Promise<string> {
  bundled ??= bundle();
  return bundled;
}

async function bundle(): Promise<string> {
  const { project, compiled } = places();
  const file = join(compiled ?? join(project, ".redoubt"), "controller.js");
  // A compiled program is thrown away when a source changes, and what is kept beside it with it.
  if (compiled && isNewer(file, join(project, "package-lock.json"))) return file;
  mkdirSync(dirname(file), { recursive: true });
  // Put in its place at once: another process may be reading it.
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, await buildText(project));
  renameSync(fresh, file);
  return file;
}

async function buildText(project: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entryPoint(project)],
    bundle: true,
    platform: "node",
    target: "node22",
    format: "cjs",
    mainFields: ["module", "main"],
    // Without it, paths of this machine would stand in the text.
    minify: true,
    legalComments: "none",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}

/** The source where there is one, also for a program that runs compiled: both give the same text. */
function entryPoint(project: string): string {
  const source = join(project, "failover/controller/handler.ts");
  return existsSync(source) ? source : join(__dirname, "handler.js");
}

/** The project's folder, and that of its compiled form where this is it. */
function places(): { project: string; compiled?: string } {
  const root = join(__dirname, "../..");
  return basename(root) === "dist" ? { project: dirname(root), compiled: root } : { project: root };
}

function isNewer(file: string, other: string): boolean {
  return existsSync(file) && (!existsSync(other) || statSync(file).mtimeMs > statSync(other).mtimeMs);
}
