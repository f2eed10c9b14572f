import { createRequire } from "node:module";
import { join } from "node:path";
import { type Findings, RESOURCES } from "./cases";

interface Policy {
  name: string;
  validateResource?: unknown;
}

type Validation = (args: object, report: () => void) => unknown;

/** What AWSGuard reports of the cases. Its policies are called as the engine calls them, without the server that the pack starts. */
export async function runAwsGuard(folder: string): Promise<Findings> {
  const load = createRequire(join(folder, "package.json"));
  let policies: readonly Policy[] = [];
  // The pack starts a server when it is created: only its policies are wanted.
  const policy = load("@pulumi/policy/policy");
  policy.PolicyPack = class {
    constructor(_name: string, args: { policies: readonly Policy[] }) {
      policies = args.policies;
    }
  };
  const { AwsGuard } = load("@pulumi/awsguard");
  new AwsGuard({ all: "mandatory" });
  const findings = new Set<string>();
  for (const [id, resources] of RESOURCES) {
    for (const { record } of resources.filter(({ external }) => !external)) {
      const isType = (type: { __pulumiType?: string }) => type.__pulumiType === record.type;
      const asType = (type: { __pulumiType?: string }) => (isType(type) ? record.inputs : undefined);
      const args = { ...record, props: record.inputs, opts: {}, isType, asType, getConfig: () => ({}) };
      for (const { name, validateResource } of policies) {
        for (const validate of [validateResource].flat() as Validation[]) {
          if (typeof validate !== "function") continue;
          // A policy that calls AWS fails here, and reports nothing.
          await Promise.resolve()
            .then(() => validate(args, () => findings.add(`${id} ${name}`)))
            .catch(() => {});
        }
      }
    }
  }
  return { reported: findings };
}
