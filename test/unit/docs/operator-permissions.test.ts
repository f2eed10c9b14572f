import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect } from "chai";
import { textOf } from "./markdown";

/** Prefixes of IAM actions by AWS SDK client. */
const PREFIXES: Readonly<Record<string, string>> = {
  "application-auto-scaling": "application-autoscaling",
  "auto-scaling": "autoscaling",
  "s3-control": "s3",
  "secrets-manager": "secretsmanager",
  "service-quotas": "servicequotas",
  sfn: "states",
};

/** Actions that are not named as the call. */
const RENAMED: Readonly<Record<string, string>> = { "lambda:Invoke": "lambda:InvokeFunction" };

/** Calls that need no permission, or that only the controllers make (components/failover/). */
const NOT_OF_OPERATORS = ["sts:GetCallerIdentity", "states:ListExecutions"];

/** IAM actions of the calls in the operators' commands and in the adapters that they use. */
function actionsOfCommands(): Set<string> {
  const folders = ["automation", "cli", "failover/adapters/aws", "stacks"];
  const files = execFileSync("git", ["ls-files", ...folders], { encoding: "utf8" }).split("\n");
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

describe("docs/operator-permissions.md", () => {
  const [, json = "{}"] = /```json\n([\s\S]*?)```/.exec(textOf("docs/operator-permissions.md")) ?? [];
  const { Statement } = JSON.parse(json) as { Statement: { Action: string | string[] }[] };
  const allowed = Statement.flatMap(({ Action }) => Action);

  it("allows every call of the failover's commands, and nothing else", () => {
    expect(actionsOfCommands()).to.include("rds:PromoteReadReplica");
    // Secrets Manager decrypts with the caller's permission, and a job gets a role.
    const others = ["iam:PassRole", "kms:Decrypt"];
    expect(allowed.toSorted()).to.deep.equal([...actionsOfCommands(), ...others].toSorted());
  });
});
