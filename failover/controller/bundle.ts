import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { build } from "esbuild";

let bundled: Promise<string> | undefined;

/**
 * The controller's functions in one file with all that they import, for Node.js 22. The same sources give the same text, so that
 * an update that changes nothing changes no function.
 */
export function bundleController(): Promise<string> {
  bundled ??= bundle();
  return bundled;
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entryPoint()],
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
function entryPoint(): string {
  const root = join(__dirname, "../..");
  const project = basename(root) === "dist" ? dirname(root) : root;
  const source = join(project, "failover/controller/handler.ts");
  return existsSync(source) ? source : join(__dirname, "handler.js");
}
