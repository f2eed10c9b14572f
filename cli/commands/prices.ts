import { existsSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Command, Option } from "commander";
import { UserError } from "../../errors";
import { PRICE_FILE } from "../../readiness/cost/price-file-name";
import type { PriceListAnswer } from "../../readiness/cost/price-list/fetch-prices";
import { joinRegions } from "../options";

interface PricesFlags {
  readonly regions?: readonly string[];
  readonly allRegions?: boolean;
  readonly out?: string;
  readonly project: string;
}

/** `redoubt prices`: fetches the prices of the report's cost section from AWS's public price list. */
export function register(program: Command): void {
  program
    .command("prices")
    .description("fetch the prices of the project's regions from AWS's public price list, for redoubt report")
    .option("--regions <region...>", "regions (default: those of the project)", joinRegions)
    .addOption(new Option("--all-regions", "all commercial regions").conflicts("regions"))
    .option("--out <file>", `the file to write (default: ${PRICE_FILE} beside the project's file)`)
    .option("--project <file>", "the project's file; its stack files are beside it", "Pulumi.yaml")
    .addHelpText(
      "after",
      "\nNeeds the network and no credentials. The file of EC2 has hundreds of megabytes per region.",
    )
    .action(run);
}

async function run({ regions, allRegions, out, project }: PricesFlags): Promise<void> {
  const { COMMERCIAL_REGIONS } = require("../../config/aws/regions") as typeof import("../../config/aws/regions");
  const { fetchPrices } =
    require("../../readiness/cost/price-list/fetch-prices") as typeof import("../../readiness/cost/price-list/fetch-prices");
  const chosen = allRegions ? COMMERCIAL_REGIONS : (regions ?? projectRegions(project));
  const unknown = chosen.find((region) => !COMMERCIAL_REGIONS.includes(region));
  if (unknown !== undefined) {
    throw new UserError(`--regions: got ${unknown || '""'}; use commercial regions such as us-east-1`);
  }
  const file = out ?? join(dirname(project), PRICE_FILE);
  // Before the files of the list are fetched, which takes minutes.
  if (existsSync(file) && statSync(file).isDirectory()) {
    throw new UserError(`--out: got ${file}, which is a folder; name a file`);
  }
  if (!existsSync(dirname(file)))
    throw new UserError(`--out: got ${file}, whose folder does not exist; create it first`);
  const fetched = await fetchPrices({
    regions: chosen,
    get,
    onFile: (offer, region) => process.stderr.write(`${offer} ${region}\n`),
  });
  writeFileSync(file, `${JSON.stringify(fetched, undefined, 1)}\n`);
  process.stdout.write(`${file}: ${fetched.prices.length} prices of ${chosen.join(", ")}, ${fetched.date}\n`);
  const empty = chosen.filter((region) => !fetched.prices.some((price) => price.region === region));
  if (empty.length > 0) process.stderr.write(`the price list has no prices of ${empty.join(", ")}\n`);
}

/** The regions in which the project has charges: those with a tier, the lease's, and us-east-1 for the edge. */
function projectRegions(file: string): string[] {
  const { readProject } = require("../../preview/project") as typeof import("../../preview/project");
  const { parseConfig } = require("../../config/parse") as typeof import("../../config/parse");
  const { REFERENCE_REGION } =
    require("../../readiness/cost/price-table") as typeof import("../../readiness/cost/price-table");
  if (!existsSync(file))
    throw new UserError(`${file}: does not exist; give --regions, or the project's file by --project`);
  const { leaseRegions, regions } = parseConfig(readProject(file).config());
  return [...new Set([...Object.keys(regions), ...leaseRegions, REFERENCE_REGION])];
}

async function get(url: string): Promise<PriceListAnswer> {
  const { Readable } = require("node:stream") as typeof import("node:stream");
  const { createInterface } = require("node:readline") as typeof import("node:readline");
  // A prefix of its own serves recorded answers in tests.
  const base = process.env.REDOUBT_PRICE_LIST;
  const address = base === undefined ? url : url.replace(/^https:\/\/[^/]+/, base);
  let response: Response;
  try {
    response = await fetch(address);
  } catch (error) {
    const { cause } = error as { cause?: Error };
    throw new UserError(`${address}: no answer (${cause?.message ?? error}); check the network and try again`);
  }
  if (!response.ok || response.body === null) {
    throw new UserError(`${address}: got HTTP ${response.status}; try again later`);
  }
  const { body } = response;
  return {
    text: () => response.text(),
    lines: () => createInterface({ input: Readable.fromWeb(body as never), crlfDelay: Number.POSITIVE_INFINITY }),
  };
}
