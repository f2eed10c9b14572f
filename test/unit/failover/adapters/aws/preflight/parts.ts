import type { AccountParts } from "../../../../../../failover/adapters/aws/preflight/parts";
import { type Answers, standInClients } from "../stand-ins";

/** Parts of an account check for us-west-1, with the answers that a test gives. */
export function partsWith(answers: Answers, changes: Partial<AccountParts> = {}): AccountParts {
  return {
    region: "us-west-1",
    others: ["us-east-1"],
    lost: [],
    instanceTypes: ["m6g.large", "m6g.large"],
    zones: 2,
    needed: { addresses: 0, networks: 0, instances: [] },
    reservedConcurrency: false,
    certificateArn: "arn:certificate",
    bucketArn: "arn:aws:s3:::objects",
    clients: standInClients(answers).clients,
    resolveCname: async () => [],
    ...changes,
  };
}

/** The message of the error that a check fails with, and the error's name. */
export async function failureOf(check: Promise<string>): Promise<{ name: string; message: string }> {
  const error = await check.then(
    (detail) => new Error(`expected a failure, but found: ${detail}`),
    (reason: Error) => reason,
  );
  return { name: error.name, message: error.message };
}
