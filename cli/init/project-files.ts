import { readFileSync } from "node:fs";
import { join } from "node:path";
import { EDGE_STACK, GLOBAL_STACK } from "../../config/topology";
import type { regionEntries } from "./topology";

/** What a new project consists of. */
export interface NewProject {
  readonly name: string;
  readonly domain: string;
  readonly regions: ReturnType<typeof regionEntries>;
  readonly leaseRegions: readonly string[];
  /** Version of this package, and the ranges that it requires of others. */
  readonly version: string;
  readonly peers: Readonly<Record<string, string>>;
}

/** Root of the sources, or of the compiled files. */
const ROOT = join(__dirname, "../..");
const WORKFLOWS = [".github/workflows/redoubt-preview.yml", ".github/workflows/redoubt-preflight.yml"];

/** The files of a new project, by their path in its folder. */
export function projectFiles(project: NewProject): Readonly<Record<string, string>> {
  const stacks = [GLOBAL_STACK, ...Object.values(project.regions).map(({ stack }) => stack), EDGE_STACK];
  return {
    "Pulumi.yaml": pulumiYaml(project),
    ...Object.fromEntries(stacks.map((stack) => [`Pulumi.${stack}.yaml`, STACK_FILE])),
    "index.ts": PROGRAM,
    "package.json": json(packageJson(project)),
    "tsconfig.json": json(TSCONFIG),
    "tsconfig.run.json": json(TSCONFIG_RUN),
    "policy-config.json": readFileSync(join(ROOT, "policy-config.json"), "utf8"),
    ...Object.fromEntries(WORKFLOWS.map((file) => [file, workflow(file)])),
    ".gitignore": "node_modules\n/report\n/.redoubt\n",
    "README.md": readme(project),
  };
}

function pulumiYaml({ name, domain, regions, leaseRegions }: NewProject): string {
  const entries = Object.entries(regions);
  return `name: ${name}
description: Multi-region disaster recovery with Redoubt
main: index.ts
runtime:
  name: nodejs
  options:
    tsconfig: tsconfig.run.json
# Failovers change resources outside Pulumi, so every operation refreshes first.
options:
  refresh: always
# The topology, which all stacks share. All keys: node_modules/pulumi-redoubt/docs/configuration.md
config:
  redoubt:domain: ${domain}
  redoubt:activeRegion: ${entries[0]?.[0]}
  # Who may write is decided here. The first region without an entry under regions is the third site.
  redoubt:leaseRegions:
    value: [${leaseRegions.join(", ")}]
  redoubt:regions:
    value:
${entries.map(([region, { stack, cidr }]) => `      ${region}: { stack: ${stack}, cidr: ${cidr} }`).join("\n")}
`;
}

const STACK_FILE = `# Settings of this stack only. Pulumi.yaml has the settings that all stacks share.
config: {}
`;

const PROGRAM = `import { redoubt } from "pulumi-redoubt/program";

export = redoubt({
  // Resources of your own in each region's stack, with its provider: region: ({ region, provider, outputs }) => { … }
});
`;

const TSCONFIG = {
  compilerOptions: {
    target: "es2023",
    module: "node16",
    moduleResolution: "node16",
    strict: true,
    types: ["node"],
    rootDir: ".",
    skipLibCheck: true,
    noEmit: true,
  },
  files: ["index.ts"],
};

/** The CLI type-checks a program at every start unless the configuration turns that off, which takes several times as long. */
const TSCONFIG_RUN = { extends: "./tsconfig.json", compilerOptions: { noCheck: true } };

function packageJson({ name, version, peers }: NewProject): object {
  return {
    name,
    private: true,
    type: "commonjs",
    scripts: {
      preview: "redoubt preview",
      report: "redoubt report",
      check: "tsc --noEmit",
    },
    dependencies: { ...peers, "pulumi-redoubt": `^${version}` },
    devDependencies: { "@types/node": "^22.0.0", typescript: "^6.0.0" },
  };
}

/** A workflow of Redoubt's own repository, with the paths of an installed package. */
function workflow(file: string): string {
  return readFileSync(join(ROOT, file), "utf8")
    .replaceAll("node bin/redoubt.js", "npx redoubt")
    .replaceAll("docs/operator-permissions.md", "node_modules/pulumi-redoubt/docs/operator-permissions.md")
    .replaceAll("--policy-pack policy", "--policy-pack node_modules/pulumi-redoubt/policy");
}

function readme({ name, regions }: NewProject): string {
  const [active, ...standbys] = Object.keys(regions);
  return `# ${name}

Multi-region disaster recovery with [Redoubt](node_modules/pulumi-redoubt/README.md): active in ${active}, standby in ${standbys.join(", ")}.

\`\`\`sh
npm install
npx redoubt preview      # all stacks, without an account, checked by the policy pack
npx redoubt report       # recovery time, failures, cost: report/index.html
\`\`\`

To deploy: set \`redoubt:domain\` in [Pulumi.yaml](Pulumi.yaml) to a domain with a public hosted zone, log in to a state backend outside the
active region (\`pulumi login\`), then:

\`\`\`sh
npx redoubt preflight --account
npx redoubt up
npx redoubt preflight
\`\`\`

Resources of your own are added in [index.ts](index.ts), by hooks for the global, the region and the edge stacks. [policy-config.json](policy-config.json) has
the levels and suppressions of the policies.

To upgrade: \`npm update pulumi-redoubt\`, read its CHANGELOG.md, then \`npx redoubt preview\`.
`;
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
