import { readFileSync } from "node:fs";
import { trackedFiles } from "../tracked-files";

/** One `@example` of a component's docstring. */
export interface DocstringExample {
  readonly component: string;
  /** The component, with a number where it has several examples. */
  readonly title: string;
  readonly code: string;
}

/** The examples of all components, from the docstrings of their classes. */
export function docstringExamples(): DocstringExample[] {
  return trackedFiles(/^components\/.*\.ts$/).flatMap((file) => {
    const source = readFileSync(file, "utf8");
    const [, docstring, component] = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport class (\w+)/.exec(source) ?? [];
    if (component === undefined || docstring === undefined) return [];
    const [, ...examples] = docstring.replace(/^ \* ?/gm, "").split(/^@example\n/m);
    return examples.map((text, index) => ({
      component,
      title: examples.length === 1 ? component : `${component} (${index + 1})`,
      code: (text.split(/^@/m)[0] ?? "").trim(),
    }));
  });
}
