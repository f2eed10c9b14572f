import { type ChildProcess, execFile } from "node:child_process";
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { transformSync } from "esbuild";
import { parseDocument } from "yaml";
import { temporaryFolder } from "../support/temporary-folder";

const ROOT = join(__dirname, "../..");
/** Property names of the local AWS's provider; see its documentation. */
const PROPERTY_NAMES = join(ROOT, "test/local-aws/property-names.ts");

/** A project that the ordinary Pulumi CLI runs, as a user starts it: its Pulumi.yaml is in a temporary folder, its program in the checkout. */
export class PulumiProject {
  readonly file = join(temporaryFolder("pulumi"), "Pulumi.yaml");
  private readonly running = new Set<ChildProcess>();

  /**
   * @param source a Pulumi.yaml of the checkout
   * @param name the project's name
   * @param config values under `config` that differ; undefined removes one
   */
  constructor(source: string, name: string, config: Readonly<Record<string, unknown>> = {}) {
    const document = parseDocument(readFileSync(join(ROOT, source), "utf8"));
    const program = resolve(ROOT, dirname(source), String(document.get("main")));
    const preloaded = join(dirname(this.file), "property-names.js");
    const { code } = transformSync(readFileSync(PROPERTY_NAMES, "utf8"), { loader: "ts", format: "cjs" });
    writeFileSync(preloaded, code);
    document.set("name", name);
    document.set("main", relative(dirname(this.file), program));
    document.setIn(["runtime", "options", "nodeargs"], `--require ${preloaded}`);
    for (const [key, value] of Object.entries(config)) {
      if (value === undefined) document.deleteIn(["config", key]);
      else document.setIn(["config", key], document.createNode(value));
    }
    writeFileSync(this.file, String(document));
  }

  /**
   * Runs `pulumi` in the project's folder and returns its standard output.
   * @throws with all its output when it fails
   */
  run(...args: string[]): Promise<string> {
    return new Promise((succeed, fail) => {
      const options = {
        cwd: dirname(this.file),
        env: { ...process.env, NODE_PATH: join(ROOT, "node_modules") },
        maxBuffer: 100 * 2 ** 20,
      };
      const child = execFile("pulumi", ["--non-interactive", ...args], options, (error, stdout, stderr) => {
        this.running.delete(child);
        if (error) fail(new Error(`pulumi ${args.join(" ")}: ${error.code}\n${stdout}\n${stderr}`));
        else succeed(stdout);
      });
      this.running.add(child);
    });
  }

  /** Changes one value under `config`. */
  set(key: string, value: unknown): void {
    const document = parseDocument(readFileSync(this.file, "utf8"));
    document.setIn(["config", key], value);
    writeFileSync(this.file, String(document));
  }

  /** Ends the commands that are still running. */
  stop(): void {
    for (const child of this.running) child.kill();
  }

  /** A copy of the project for `redoubt`, which runs the program inline; it has the same stacks. */
  inlineCopy(): string {
    const folder = temporaryFolder("inline");
    for (const name of readdirSync(dirname(this.file)).filter((entry) => entry.endsWith(".yaml"))) {
      copyFileSync(join(dirname(this.file), name), join(folder, name));
    }
    const file = join(folder, "Pulumi.yaml");
    const document = parseDocument(readFileSync(file, "utf8"));
    document.delete("main");
    document.set("runtime", "nodejs");
    writeFileSync(file, String(document));
    return file;
  }
}

/** Deploys all stacks with the ordinary CLI. @returns the output of the preview of a region's stack, with the policy pack */
export async function deployWithPulumi(project: PulumiProject): Promise<string> {
  const policies = ["--policy-pack", join(ROOT, "policy"), "--policy-pack-config", join(ROOT, "policy-config.json")];
  let previewed = "";
  for (const stack of ["global", "prod", "dr", "edge"]) {
    await project.run("stack", "init", stack);
    if (stack === "prod") previewed = await project.run("preview", "--stack", stack, ...policies);
    await project.run("up", "--stack", stack, "--yes", "--skip-preview");
  }
  return previewed;
}

/** Waits until the backend has no lock of the stack. */
export async function released(stack: string): Promise<void> {
  const folder = new URL(`${process.env.PULUMI_BACKEND_URL}/.pulumi/locks/organization/redoubt/${stack}`);
  while (existsSync(folder) && readdirSync(folder).length > 0) await new Promise((resolve) => setTimeout(resolve, 200));
}
