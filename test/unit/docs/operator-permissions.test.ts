import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect } from "chai";
import { textOf } from "./markdown";

/** Prefixes of IAM actions by AWS SDK client. */
const PREFIXES: Readonly<Record<string, string>> = {
  "application-auto-scaling": "application-autoscaling",
  "auto-scaling": "autoscaling",
  "elastic-load-balancing-v2": "elasticloadbalancing",
  "route-53": "route53",
  "s3-control": "s3",
  "secrets-manager": "secretsmanager",
  "service-quotas": "servicequotas",
  sfn: "states",
};

/** Actions that are not named as the call. */
const RENAMED: Readonly<Record<string, string>> = {
  "lambda:Invoke": "lambda:InvokeFunction",
  "s3:GetBucketReplication": "s3:GetReplicationConfiguration",
  "s3:ListBuckets": "s3:ListAllMyBuckets",
};

/** The adapters of `redoubt adopt`, which somebody else may run, with a policy of its own. */
const INVENTORY = "failover/adapters/aws/inventory";

/** Used by `redoubt destroy` and `redoubt abandon --delete-data`, which need the permissions of a deployment. */
const OF_DEPLOYMENTS = "failover/adapters/aws/access-points.ts";

/** Calls that need no permission, or that only the controllers make (components/failover/). */
const NOT_OF_OPERATORS = ["sts:GetCallerIdentity", "states:ListExecutions"];

/** IAM actions of the calls in the sources below these paths of git. */
function actionsIn(...paths: string[]): Set<string> {
  const files = execFileSync("git", ["ls-files", ...paths], { encoding: "utf8" }).split("\n");
  const actions = files
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => {
      const text = readFileSync(file, "utf8");
      return [...text.matchAll(/import \{([^}]+)\} from "@aws-sdk\/client-([\w-]+)"/g)].flatMap(
        ([, names = "", client = ""]) =>
          [...names.matchAll(/(\w+)Command\b/g)]
            .filter(([command]) => text.includes(`new ${command}(`))
            .map(([, call = ""]) => `${PREFIXES[client] ?? client}:${call}`),
      );
    });
  return new Set(
    actions.filter((action) => !NOT_OF_OPERATORS.includes(action)).map((action) => RENAMED[action] ?? action),
  );
}

/** The actions that the policy of a document allows. */
function allowedBy(document: string): string[] {
  const [, json = "{}"] = /```json\n([\s\S]*?)```/.exec(textOf(document)) ?? [];
  const { Statement } = JSON.parse(json) as { Statement: { Action: string | string[] }[] };
  return Statement.flatMap(({ Action }) => Action).toSorted();
}

describe("permissions", () => {
  it("of docs/operator-permissions.md allow every call of the failover's commands, and nothing else", () => {
    const called = actionsIn(
      "automation",
      "cli",
      "failover/adapters/aws",
      "stacks",
      `:!${INVENTORY}`,
      `:!${OF_DEPLOYMENTS}`,
    );
    expect(called).to.include("rds:PromoteReadReplica");
    // Secrets Manager decrypts with the caller's permission, and a job gets a role.
    const others = ["iam:PassRole", "kms:Decrypt"];
    expect(allowedBy("docs/operator-permissions.md")).to.deep.equal([...called, ...others].toSorted());
  });

  it("of docs/adopt.md allow every call of redoubt adopt, and nothing else", () => {
    expect(allowedBy("docs/adopt.md")).to.deep.equal([...actionsIn(INVENTORY)].toSorted());
  });
});
