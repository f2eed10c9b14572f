import { Inputs } from "../../resources/inputs";
import { Undecided } from "../../resources/three-valued";
import { isUnknown } from "../../resources/unknown";

/**
 * The statements of the policy at the path, which is text or a document; none where there is no policy.
 * @throws Undecided where the text is unknown, or no JSON
 */
export function statements(place: Inputs, path: string): Inputs[] {
  if (!place.has(path)) return [];
  const policy = place.read(path);
  const document = typeof policy === "string" ? parse(policy, path) : policy;
  const root = new Inputs(document, path, () => false);
  // Documents built in code, as getPolicyDocument's arguments are, begin in lower case.
  return root.has("Statement") ? root.list("Statement") : root.list("statements");
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Text with something not known in it, or an interpolation that nobody has resolved.
    throw new Undecided(path);
  }
}

/** Whether the statement allows. */
export function allows(statement: Inputs): boolean {
  return (statement.text("Effect") ?? "Allow") === "Allow";
}

/** Whether the statement allows every principal: "*", { AWS: "*" }, or all but some. */
export function allowsAnyone(statement: Inputs): boolean {
  if (!allows(statement)) return false;
  if (statement.has("NotPrincipal")) return true;
  const principal = statement.raw("Principal");
  if (principal === "*") return true;
  const accounts = statement.raw("Principal.AWS");
  const named: unknown[] = Array.isArray(accounts) ? accounts : [accounts];
  if (named.some((account) => typeof account === "string" && /^(\*|arn:[\w-]+:iam::\*:.*)$/.test(account))) return true;
  if (named.some(isUnknown)) throw new Undecided("Principal.AWS");
  return false;
}

/** Whether the statement holds under a condition that not everybody meets. */
export function hasCondition(statement: Inputs): boolean {
  const operators: unknown[] = Object.values(Object(statement.raw("Condition") ?? {}));
  const values = operators.flatMap((operator) => Object.values(Object(operator))).flat();
  return (
    values.length > 0 && !values.some((value) => typeof value === "string" && /^(\*|arn:[\w-]+:iam::\*.*)$/.test(value))
  );
}

/** The actions that the statement names. */
export function actionsOf(statement: Inputs): string[] {
  return statement.texts("Action");
}

/** Whether the statement denies what comes without TLS. */
export function deniesClearText(statement: Inputs): boolean {
  if (statement.text("Effect") !== "Deny") return false;
  const condition = statement.block("Condition.Bool") ?? statement.block("Condition.BoolIfExists");
  return String(condition?.raw("aws:SecureTransport")) === "false";
}
