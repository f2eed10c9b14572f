import type { Inputs } from "../../resources/inputs";
import { textOf } from "../../resources/text-of";
import { Undecided } from "../../resources/three-valued";
import { isUnknown } from "../../resources/unknown";

/**
 * Whether statements together deny all requests without TLS: from every principal, for the action, on everything that they must cover.
 * @param action the action that must be denied, such as s3:*
 * @param covered what a statement's resources cover, by name
 * @param needed the names that must be covered
 * @throws Undecided where only an unknown resource could cover them
 */
export function deniesUnencrypted(
  statements: readonly Inputs[],
  action: string,
  covered: (resources: readonly string[]) => readonly string[],
  needed: readonly string[],
): boolean {
  const resources = statements
    .filter(
      (statement) => deniesEveryone(statement) && deniesAction(statement, action) && isForUnencryptedOnly(statement),
    )
    .flatMap((statement) => statement.list("Resource").map((resource) => resource.raw("")));
  const denied = new Set(covered(resources.filter((text) => typeof text === "string")));
  if (needed.every((name) => denied.has(name))) return true;
  if (resources.some(isUnknown)) throw new Undecided("Resource");
  return false;
}

function deniesEveryone(statement: Inputs): boolean {
  if ((statement.text("Effect") ?? statement.text("effect")) !== "Deny") return false;
  const principal = statement.raw("Principal");
  if (principal === "*") return true;
  const named = Object.entries(Object(principal ?? {})).filter(([kind]) => kind === "AWS" || kind === "*");
  return named.some(([, values]) => [values].flat().includes("*"));
}

function deniesAction(statement: Inputs, action: string): boolean {
  const [service] = action.split(":");
  return statement
    .texts("Action")
    .some(
      (named) =>
        named === "*" || named.toLowerCase() === `${service}:*` || named.toLowerCase() === action.toLowerCase(),
    );
}

/** Whether the statement's only condition is that the request does not use TLS. */
function isForUnencryptedOnly(statement: Inputs): boolean {
  const conditions = Object.entries(Object(statement.raw("Condition") ?? {})).flatMap(([operator, keys]) =>
    Object.entries(Object(keys)).map(([key, value]) => ({ operator, key, value: [value].flat() })),
  );
  const [condition] = conditions;
  return (
    conditions.length === 1 &&
    condition !== undefined &&
    /^(ForAnyValue:)?Bool(IfExists)?$/i.test(condition.operator) &&
    condition.key.toLowerCase() === "aws:securetransport" &&
    condition.value.every((value) => textOf(value).toLowerCase() === "false")
  );
}

/** What resources of a bucket policy cover: the bucket, its objects or both. */
export function bucketAndObjects(resources: readonly string[]): string[] {
  return resources.flatMap((resource) => {
    // A wildcard also matches the slash between a bucket and its objects.
    if (/^[^/]*\*$/.test(resource)) return ["bucket", "objects"];
    return resource.endsWith("/*") ? ["objects"] : resource.includes("/") ? [] : ["bucket"];
  });
}
