import type { Command } from "commander";
import { UserError } from "../../errors";

interface AdoptFlags {
  readonly region: string;
  readonly vpc?: string;
  readonly database?: string;
  readonly bucket?: string;
  readonly json?: boolean;
}

/** `redoubt adopt`: prints the configuration for what exists in an account. */
export function register(program: Command): void {
  program
    .command("adopt")
    .description("print the configuration for the network, database and bucket that exist in a region; reads only")
    .requiredOption("--region <region>", "region of the existing system")
    .option("--vpc <id>", "VPC to adopt (default: that of the database, or the only one)")
    .option("--database <identifier>", "DB instance to adopt (default: the only primary of the VPC)")
    .option("--bucket <name>", "bucket to adopt (default: none)")
    .option("--json", "print settings, obstacles and notes as JSON")
    .action(run);
}

async function run({ bucket, database, json, region, vpc }: AdoptFlags): Promise<void> {
  const { KNOWN_REGIONS, partitionOf } =
    require("../../config/aws/regions") as typeof import("../../config/aws/regions");
  if (!KNOWN_REGIONS.includes(region)) {
    throw new UserError(`--region: got ${region}; use an AWS region such as us-east-1`);
  }
  const partition = partitionOf(region);
  if (partition !== "aws") {
    throw new UserError(
      `--region: ${region} is in partition ${partition}; use a region of the commercial partition (aws)`,
    );
  }
  const { adopt, proposalText } =
    require("../../automation/adopt/adopt") as typeof import("../../automation/adopt/adopt");
  const proposal = await adopt({ region, vpcId: vpc, database, bucket });
  process.stdout.write(json ? `${JSON.stringify(proposal, undefined, 2)}\n` : `${proposalText(proposal)}\n`);
  process.exitCode = proposal.obstacles.length > 0 ? 1 : 0;
}
