// Bundles the policy pack into one file beside its entry point, when a source has changed since the last time: `pulumi policy publish`
// uploads the folder policy/ alone, so that the pack may need nothing outside it but the dependencies in its own package.json.
const { existsSync, readdirSync, renameSync, statSync } = require("node:fs");
const { join } = require("node:path");

const root = join(__dirname, "..");
const bundle = join(root, "policy", "bundle.js");

/** The rooms that the pack imports from. */
const ROOMS = ["policy", "resources", "preview"];

exports.bundlePolicy = function bundlePolicy() {
  const sources = ROOMS.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => join(root, room, file)),
  );
  const newest = Math.max(...[__filename, ...sources].map((file) => statSync(file).mtimeMs));
  if (existsSync(bundle) && statSync(bundle).mtimeMs > newest) return;
  // Written beside it and renamed, because another process may be starting from it.
  const fresh = `${bundle}.${process.pid}`;
  require("esbuild").buildSync({
    absWorkingDir: root,
    entryPoints: ["policy/crossguard.ts"],
    outfile: fresh,
    bundle: true,
    external: ["@pulumi/policy", "@pulumi/pulumi"],
    format: "cjs",
    platform: "node",
    target: "node20",
    logLevel: "warning",
  });
  renameSync(fresh, bundle);
};

if (require.main === module) exports.bundlePolicy();
