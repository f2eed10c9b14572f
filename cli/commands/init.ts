import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Command } from "commander";
import { UserError } from "../../errors";
import { joinRegions } from "../options";
import { ownPackage } from "../own-package";

interface InitFlags {
  readonly name?: string;
  readonly domain: string;
  readonly regions: string[];
}

/** Regions of a new project: the first one is active. */
const REGIONS = ["us-east-1", "us-west-1"];
const MANIFEST = "package.json";
/** Accepted by every AWS service, Pulumi and npm. */
const PROJECT_NAME = /^[a-z][a-z0-9-]{0,99}$/;

/** `redoubt init`: makes a project that uses the installed package. */
export function register(program: Command): void {
  program
    .command("init")
    .description("make a project: Pulumi.yaml, stack files, index.ts, policy configuration, workflow and README")
    .argument("[folder]", "folder of the project, without a Pulumi.yaml", ".")
    .option("--name <name>", "name of the project (default: that of the folder)")
    .option("--domain <domain>", "public domain of the site", "example.com")
    .option("--regions <list>", "regions, joined by commas; the first one is active", list, REGIONS)
    .action(run);
}

/** One value only, because the folder may follow it. */
function list(text: string): string[] {
  return joinRegions(text);
}

function run(folder: string, flags: InitFlags): void {
  const { projectFiles } = require("../init/project-files") as typeof import("../init/project-files");
  const { proposeLeaseRegions, regionEntries } = require("../init/topology") as typeof import("../init/topology");
  const name = flags.name ?? projectName(folder);
  if (!PROJECT_NAME.test(name)) {
    throw new UserError(`--name: got ${name}; use lower-case letters, digits and hyphens, a letter first`);
  }
  const { domain } = flags;
  const leaseRegions = proposeLeaseRegions(flags.regions) ?? [];
  const regions = regionEntries(flags.regions);
  checkSettings({ domain, regions, leaseRegions, activeRegion: flags.regions[0] ?? "" }, flags.regions);
  const { version, peerDependencies } = ownPackage();
  const files = projectFiles({ name, domain, regions, leaseRegions, version, peers: peerDependencies });
  write(folder, files);
  const enter = resolve(folder) === process.cwd() ? "" : `cd ${shellWord(folder)} && `;
  process.stdout.write(`${Object.keys(files).join("\n")}\nnext: ${enter}npm install && npx redoubt preview\n`);
}

/** A path as one word of a shell. */
function shellWord(path: string): string {
  return /^[\w./@+-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

/** A project's name from a folder's. */
function projectName(folder: string): string {
  const plain = basename(resolve(folder))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "");
  return plain || "redoubt";
}

/** @throws UserError with a line for each error, in the words of the command line */
function checkSettings(settings: Readonly<Record<string, unknown>>, regions: readonly string[]): void {
  const { ConfigError, parseConfig } = require("../../config/parse") as typeof import("../../config/parse");
  const { KNOWN_REGIONS } = require("../../config/aws/regions") as typeof import("../../config/aws/regions");
  const { nearest } = require("../../config/issue-advice") as typeof import("../../config/issue-advice");
  const unknown = regions.find((region) => !KNOWN_REGIONS.includes(region));
  if (unknown !== undefined) throw new UserError(`--regions: got ${unknown}; ${nearest(unknown, KNOWN_REGIONS)}`);
  const twice = regions.find((region, index) => regions.indexOf(region) !== index);
  if (twice) throw new UserError(`--regions: got ${twice} twice; name each region once`);
  const map = Object.entries(settings).map(([key, value]) => [
    `redoubt:${key}`,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  try {
    parseConfig(Object.fromEntries(map), new Date());
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    // What follows from wrong regions would repeat the error.
    const own = error.faults.filter(({ path }) => /^(domain|regions)/.test(path));
    const lines = (own.length > 0 ? own : error.faults).map(({ path, message }) =>
      path === "domain"
        ? `--domain: ${message}`
        : `--regions: ${path.replace(/^regions\.?/, "")}${path === "regions" ? "" : ": "}${message}`,
    );
    throw new UserError(lines.join("\n"));
  }
}

/**
 * Writes the files. A package.json that exists keeps what it has and gets what it lacks, because npm install makes one.
 * @throws UserError when another file exists, or the package.json is not one; nothing is written then
 */
function write(folder: string, files: Readonly<Record<string, string>>): void {
  if (existsSync(folder) && !statSync(folder).isDirectory()) {
    throw new UserError(`init: got ${folder}, which is a file; name a folder`);
  }
  const existing = Object.keys(files).filter((name) => name !== MANIFEST && existsSync(join(folder, name)));
  if (existing.length > 0) {
    throw new UserError(`init: ${folder} has ${existing.join(", ")} already; use another folder: redoubt init FOLDER`);
  }
  const manifest = join(folder, MANIFEST);
  const fresh = files[MANIFEST];
  const written =
    fresh !== undefined && existsSync(manifest) ? { ...files, [MANIFEST]: merged(manifest, fresh) } : files;
  for (const [name, text] of Object.entries(written)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

type Manifest = Readonly<Record<string, unknown>>;

/** @throws UserError when the file is not JSON */
function merged(file: string, text: string): string {
  let own: Manifest;
  try {
    own = JSON.parse(readFileSync(file, "utf8")) as Manifest;
  } catch (error) {
    throw new UserError(`${file}: not JSON: ${error instanceof Error ? error.message : error}; correct or remove it`);
  }
  const fresh = JSON.parse(text) as Manifest;
  const sections = ["scripts", "dependencies", "devDependencies"].map((key) => [
    key,
    { ...(fresh[key] as object), ...(own[key] as object | undefined) },
  ]);
  // index.ts is CommonJS, which `export =` requires.
  const whole = { ...fresh, ...own, type: "commonjs", ...Object.fromEntries(sections) };
  return `${JSON.stringify(whole, null, 2)}\n`;
}
