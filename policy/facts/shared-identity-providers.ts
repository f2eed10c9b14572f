import type { Inputs } from "../../resources/inputs";
import { textOf } from "../../resources/text-of";
import { isUnknown } from "../../resources/unknown";
import { allows } from "./policy-documents";

/** Providers whose tokens every organization can get; the subject (`sub`) identifies whose they are. */
const SHARED = ["token.actions.githubusercontent.com", "gitlab.com", "app.terraform.io", "agent.buildkite.com"];

/** The shared provider whose identities the statement trusts without a condition on their subject; undefined where there is none. */
export function sharedProviderWithoutSubject(statement: Inputs): string | undefined {
  if (!allows(statement)) return undefined;
  const principals = [Reflect.get(Object(statement.raw("Principal") ?? {}), "Federated")].flat();
  const provider = SHARED.find((name) =>
    principals.some((principal) => typeof principal === "string" && principal.endsWith(`:oidc-provider/${name}`)),
  );
  return provider !== undefined && !requiresSubject(statement, provider) ? provider : undefined;
}

/** Whether some condition requires the subject to start with fixed text, such as repo:organization/. */
function requiresSubject(statement: Inputs, provider: string): boolean {
  return Object.entries(Object(statement.raw("Condition") ?? {})).some(
    ([operator, keys]) =>
      /^(ForAnyValue:)?String(Equals|EqualsIgnoreCase|Like)$/i.test(operator) &&
      Object.entries(Object(keys)).some(
        ([key, value]) =>
          key.toLowerCase() === `${provider}:sub` &&
          [value]
            .flat()
            .every((item) => isUnknown(item) || !/^(repo:|project_path:|organization:)?[*?]/.test(textOf(item))),
      ),
  );
}
