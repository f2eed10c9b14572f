import { Inputs } from "../../resources/inputs";
import { textOf } from "../../resources/text-of";
import { Undecided } from "../../resources/three-valued";
import { isUnknown } from "../../resources/unknown";

/**
 * The statements of the policy at the path, which is text or a document; none where there is no policy.
 * @throws Undecided if the text is unknown or is not a JSON object
 */
export function statements(location: Inputs, path: string): Inputs[] {
  if (!location.has(path)) return [];
  const policy = location.read(path);
  const document = typeof policy === "string" ? parse(policy, path) : policy;
  const root = new Inputs(document, path, () => false);
  // Documents built in code, as getPolicyDocument's arguments are, have lower-case keys.
  return root.has("Statement") ? root.list("Statement") : root.list("statements");
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Text that contains an unknown value or an unresolved interpolation.
    throw new Undecided(path);
  }
}

/** Whether the statement's effect is Allow. */
export function allows(statement: Inputs): boolean {
  return (statement.text("Effect") ?? "Allow") === "Allow";
}

/** Every principal that matches everyone: "*", or an account pattern such as arn:aws:iam::*:root. */
const EVERYONE = /^(\*|arn:[\w-]+:iam::\*:.*)$/;

/** Whether the statement's principals are everyone: "*", { AWS: "*" }, or all but some. */
function namesEveryone(statement: Inputs): boolean {
  if (statement.has("NotPrincipal")) return true;
  const principal = statement.raw("Principal");
  if (principal === "*") return true;
  const named = Object.values(Object(principal ?? {})).flat();
  if (named.some((value) => typeof value === "string" && EVERYONE.test(value))) return true;
  if (isUnknown(principal) || named.some(isUnknown)) throw new Undecided("Principal");
  return false;
}

/** Whether the statement allows every principal, under a condition or not. */
function allowsAnyone(statement: Inputs): boolean {
  return allows(statement) && namesEveryone(statement);
}

/**
 * Whether the statement allows public access, in the meaning that AWS gives the word: to everyone, without a condition that restricts the
 * caller to fixed values. See "The meaning of public" in the Amazon S3 User Guide, access-control-block-public-access.
 */
export function allowsPublic(statement: Inputs): boolean {
  return allowsAnyone(statement) && !restrictsCaller(statement);
}

/** The operators that hold for the values they list only; not negated ones, and not those that also hold where the key is absent. */
const POSITIVE = /^(ForAnyValue:)?(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|IpAddress)$/i;

/** The condition keys that identify the caller or the source, each with the values that do so. */
const RESTRICTING: readonly { keys: RegExp; fixed: (value: string) => boolean }[] = [
  { keys: /^aws:(SourceIp|VpcSourceIp)$/i, fixed: (value) => !isBroad(value) },
  {
    keys: /^(aws:(SourceArn|PrincipalArn|userid)|s3:DataAccessPointArn|lambda:SourceFunctionArn)$/i,
    fixed: isFixedArn,
  },
  {
    keys: /^(aws:(SourceVpc|SourceVpce|SourceVpcArn|SourceOwner|SourceAccount|SourceOrgID|SourceOrgPaths|PrincipalOrgID|PrincipalOrgPaths|PrincipalAccount|PrincipalServiceName)|s3:DataAccessPointAccount|kms:CallerAccount|kms:EncryptionContext:.*)$/i,
    // An organization path may end with a wildcard.
    fixed: (value) => !/^[^/]*[*?]|\$\{/.test(value),
  },
];

function restrictsCaller(statement: Inputs): boolean {
  const operators = Object.entries(Object(statement.raw("Condition") ?? {}));
  return operators.some(
    ([operator, keys]) =>
      POSITIVE.test(operator) &&
      Object.entries(Object(keys)).some(([key, value]) => {
        const restriction = RESTRICTING.find(({ keys: pattern }) => pattern.test(key));
        const values: unknown[] = Array.isArray(value) ? value : [value];
        // A value that is known after the update only is a resource's own ARN or id.
        return (
          restriction !== undefined &&
          values.length > 0 &&
          values.every((item) => isUnknown(item) || restriction.fixed(textOf(item)))
        );
      }),
  );
}

/** Whether an ARN pattern names one account, or one bucket: ARNs of buckets have no account, and no two buckets have the same name. */
export function isFixedArn(value: string): boolean {
  if (!value.startsWith("arn:")) return !/[*?]|\$\{/.test(value);
  const [, , service = "", , account = "", ...rest] = value.split(":");
  const resource = rest.join(":");
  if (/[*?]|\$\{/.test(service)) return false;
  if (account !== "" && service !== "s3") return !/[*?]|\$\{/.test(account);
  return resource !== "" && !/^[^/]*[*?]|\$\{/.test(resource);
}

/** Whether a range is public by itself: broader than /8 of IPv4, or /32 of IPv6. */
function isBroad(range: string): boolean {
  const [address = "", prefix] = range.split("/");
  if (/[*?]|\$\{/.test(range)) return true;
  if (prefix === undefined) return false;
  return Number(prefix) < (address.includes(":") ? 32 : 8);
}

/** The actions that the statement names. */
export function actionsOf(statement: Inputs): string[] {
  return [...statement.texts("Action"), ...statement.texts("actions")];
}

/** Whether the statement allows every action, or every action but some on every resource. */
export function allowsEveryAction(statement: Inputs): boolean {
  if (!allows(statement)) return false;
  if (actionsOf(statement).some(isEveryAction)) return true;
  return (statement.has("NotAction") || statement.has("notActions")) && allowsEveryResource(statement);
}

/** Whether the statement is for every resource, or for every resource but some. */
export function allowsEveryResource(statement: Inputs): boolean {
  const resources = [...statement.texts("Resource"), ...statement.texts("resources")];
  return statement.has("NotResource") || statement.has("notResources") || resources.some(isEveryResource);
}

/** Whether an action is a pattern that every action matches: "*", "*:*". */
export function isEveryAction(action: string): boolean {
  return /^\*+(:\*+)?$/.test(action);
}

/** Whether a resource is a pattern that every ARN of the partition matches: "*", "arn:aws:*", "arn:*:*:*:*:*". */
function isEveryResource(resource: string): boolean {
  return /^(\*+|arn:(aws[\w-]*|\*)(:\*)*:\*)$/.test(resource);
}
