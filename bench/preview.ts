import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { measureInTurn } from "./measure";

/** The project's limit for the preview's wall time, as a ratio to loading Pulumi. */
const LIMIT = 2.5;
const ROUNDS = 5;

const POOL = [
  ...["us-east-1", "us-west-1", "eu-west-1", "eu-central-1"],
  ...["ap-southeast-1", "ap-southeast-2", "ca-central-1", "sa-east-1"],
];

/** Prints the preview's wall time as a ratio to loading Pulumi, and how it grows with the number of regions. */
export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "redoubt-bench-"));
  try {
    const project = (count: number) => {
      const file = join(folder, `${count}.yaml`);
      writeFileSync(file, stringify(topology(POOL.slice(0, count))));
      return ["bin/redoubt.js", "preview", "--in-process", "--project", file];
    };
    const seconds = measureInTurn(
      {
        load: ["-e", 'require("@pulumi/pulumi"); require("@pulumi/aws")'],
        shipped: ["bin/redoubt.js", "preview", "--in-process"],
        "2 regions": project(2),
        "4 regions": project(4),
        "8 regions": project(8),
      },
      ROUNDS,
    );
    const of = (name: string) => seconds[name] ?? Number.NaN;
    const ratio = of("shipped") / of("load");
    console.log(
      `preview of the shipped four stacks: ${ratio.toFixed(2)} × loading @pulumi/pulumi and @pulumi/aws (limit ${LIMIT})`,
    );
    for (const name of ["2 regions", "4 regions", "8 regions"]) {
      console.log(`preview of ${name}: ${(of(name) / of("load")).toFixed(2)} ×`);
    }
    // Linear growth: from 4 to 8 regions the time grows by twice as much as from 2 to 4.
    const growth = (of("8 regions") - of("4 regions")) / (2 * (of("4 regions") - of("2 regions")));
    console.log(`growth from 4 to 8 regions relative to 2 to 4: ${growth.toFixed(2)} (1 is linear)`);
    if (ratio > LIMIT) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function topology(regions: readonly string[]) {
  const entries = regions.map((region, index) => [region, { stack: `stack-${index}`, cidr: `10.${index}.0.0/16` }]);
  return {
    name: "redoubt",
    config: {
      "redoubt:domain": "example.com",
      "redoubt:activeRegion": regions[0],
      "redoubt:leaseRegions": { value: ["us-east-1", "us-east-2", "us-west-2"] },
      "redoubt:regions": { value: Object.fromEntries(entries) },
    },
  };
}
