import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect } from "chai";
import { codeOf, MARKDOWN_FILES, textOf } from "./markdown";

const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };

const help = new Map<string, string>();

/** The help text of a command, or of the program for "". */
function helpOf(command: string): string {
  const known = help.get(command);
  if (known !== undefined) return known;
  const args = ["bin/redoubt.js", ...(command === "" ? [] : command.split(" ")), "--help"];
  const text = execFileSync(process.execPath, args, { encoding: "utf8" });
  help.set(command, text);
  return text;
}

const commands = (): Set<string> =>
  new Set([...helpOf("").matchAll(/^ {2}([a-z-]+) /gm)].map(([, command = ""]) => command));

/** Calls of `redoubt` in a file's code, also through npx and npm scripts. */
function callsOf(file: string): { call: string; command: string; flags: string[] }[] {
  return codeOf(textOf(file)).flatMap((code) => {
    const words = code.replace(/ #.*$/, "").replace(/^\$ /, "");
    const direct = /(?:^|[|>;&] |npx )redoubt ((?:lease )?[a-z-]+)(?= |$)([^|>;&]*)/.exec(words);
    const script = /npm run (?:-s )?(preview|drill|report) --( [^|>;&]*)/.exec(words);
    const [, command = "", rest = ""] = direct ?? script ?? [];
    if (command === "") return [];
    return [{ call: words, command, flags: [...rest.matchAll(/ (--[a-z-]+)/g)].map(([, flag = ""]) => flag) }];
  });
}

describe("commands in Markdown files", () => {
  for (const file of MARKDOWN_FILES.filter((name) => name !== "CHANGELOG.md")) {
    it(`exist: ${file}`, () => {
      const named = codeOf(textOf(file)).flatMap((code) => [...code.matchAll(/npm run (?:-s )?([\w:-]+)/g)]);
      expect(named.map(([, script = ""]) => script).filter((script) => !(script in scripts))).to.deep.equal([]);
      const unknown = callsOf(file).filter(
        ({ command, flags }) =>
          !commands().has(command.replace(/ .*/, "")) ||
          flags.some((flag) => !new RegExp(`${flag}\\b`).test(helpOf(command))),
      );
      expect(unknown.map(({ call }) => call)).to.deep.equal([]);
    });
  }

  it("are recognized with their flags", () => {
    expect(callsOf("README.md").map(({ command }) => command)).to.include.members(["preflight", "failover", "status"]);
    expect(callsOf("docs/report.md").flatMap(({ flags }) => flags)).to.include.members(["--compare", "--format"]);
  });
});
