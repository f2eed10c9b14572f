import { dirname, resolve } from "node:path";
import { LocalWorkspace } from "@pulumi/pulumi/automation";
import type { RedoubtConfig } from "../../config/parse";
import { UserError } from "../../errors";
import { type Check, Doubt } from "../../failover/run/preflight";
import { lastLine } from "../last-line";
import { requirePulumi } from "../pulumi";

/**
 * The check of where the Pulumi state is stored: an update needs it, also while a region is lost.
 * @param project path of the project's Pulumi.yaml
 */
export function stateBackendCheck({ regions }: Pick<RedoubtConfig, "regions">, project: string): Check {
  return {
    name: "state backend",
    look: async () => {
      const url = await backendUrl(project);
      // A query may contain the name of a credentials profile, which is nobody's business.
      const shown = url.replace(/\?.*$/, "");
      if (!url.startsWith("s3://")) return `${shown}: no S3 bucket, so in none of the regions with a tier`;
      const region = bucketRegion(url);
      if (region === undefined) throw new Doubt(`${shown}: its region is not known; add ?region=REGION to the URL`);
      if (region in regions) {
        throw new Error(
          `${shown} is in ${region}, which has a tier: without that region there is no update; move the state (docs/state.md)`,
        );
      }
      return `${shown} in ${region}, which has no tier`;
    },
  };
}

async function backendUrl(project: string): Promise<string> {
  try {
    const pulumiCommand = await requirePulumi();
    const workspace = await LocalWorkspace.create({ workDir: resolve(dirname(project)), pulumiCommand });
    const { url } = await workspace.whoAmI();
    if (url) return url;
  } catch (error) {
    throw new Doubt(error instanceof UserError ? error.message : `state backend: ${lastLine(error)}`);
  }
  throw new Doubt("the Pulumi CLI does not name its backend; install a newer one");
}

/** As the CLI determines it: by the URL, else by the environment. An endpoint of another vendor has no region of AWS. */
function bucketRegion(url: string): string | undefined {
  const parameters = new URLSearchParams(/\?(.*)$/.exec(url)?.[1] ?? "");
  if (parameters.has("endpoint")) return undefined;
  return parameters.get("region") ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
}
