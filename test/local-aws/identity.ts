import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Permission, policyDocument } from "../../components/iam/policy-document";
import { callLocalAws } from "./call";

/** A call that the policies of a function's role, or of an operator, do not allow. */
export interface Denied {
  readonly identity: string;
  readonly action: string;
  readonly resource: string;
}

/** Creates a role with one policy, as ControllerFunction does, and returns its ARN. */
export async function createRole(name: string, permissions: readonly Permission[]): Promise<string> {
  const iam = (action: string, parameters: Record<string, string>) =>
    callLocalAws(
      "POST",
      "/",
      "iam/us-east-1",
      new URLSearchParams({ Action: action, Version: "2010-05-08", RoleName: name, ...parameters }).toString(),
    );
  const trust = JSON.stringify({ Version: "2012-10-17", Statement: [] });
  const created = await iam("CreateRole", { AssumeRolePolicyDocument: trust });
  const document = await new Promise<string>((resolve) => {
    policyDocument(permissions).apply(resolve);
  });
  await iam("PutRolePolicy", { PolicyName: "permissions", PolicyDocument: document });
  return /<Arn>([^<]+)<\/Arn>/.exec(created)?.[1] ?? "";
}

/** An access key that may do what docs/operator-permissions.md allows, with the project's name, and nothing else. */
export async function operatorKey(project: string): Promise<string> {
  const document = readFileSync(join(__dirname, "../../docs/operator-permissions.md"), "utf8");
  const [, policy = ""] = /```json\n([\s\S]*?)```/.exec(document) ?? [];
  return JSON.parse(
    await callLocalAws(
      "POST",
      "/local-aws/operator",
      "local/local",
      policy.replace('project": "redoubt"', `project": "${project}"`),
    ),
  ).accessKeyId;
}

/** The calls that were denied since the last call of this function. */
export async function takeDenied(): Promise<Denied[]> {
  return JSON.parse(await callLocalAws("DELETE", "/local-aws/denied", "local/local", ""));
}
