import { readFileSync } from "node:fs";
import { expect } from "chai";
import { trackedFiles } from "./files";

/** Words that were replaced by a standard term, and have no other meaning in this repository. */
const REPLACED: readonly (readonly [pattern: RegExp, term: string])[] = [
  [/\bestates?\b/i, "workspace, resource graph, test engine"],
  [/\bedge[ -]?switch\b|edgeSwitch|switchStore(Arn)?\b/i, "routing store"],
  // Rule ids keep the word: twin-complete.
  [/(?<![\w"'`/-])twins?\b(?!-)/i, "parity, counterpart"],
  [/\b(strikes?|struck|blows?)\b/i, "fault, inject a fault"],
  [/keeper/i, "reaper"],
  [/comeback/i, "old-primary-returns"],
  [/\bgrey\b/i, "gray-failure"],
  [/\bsick(en|ness)?\b/i, "degraded"],
  [/pastReturn/, "pastPointOfNoReturn"],
  [/takenUp/, "resumed"],
  [/comesTooLate/, "isStale"],
  [/\bmeters?\b/i, "charges"],
  [/\b(doors?|entrances?)\b/i, "endpoints, load balancer"],
  [/(?<!@)\b(take|takes|taken|return|returns|returned) the lease\b/i, "acquire, release the lease"],
  [/\b(give|gives|given) (back )?the lease\b(?! table)|the lease (is |was )?given back/i, "release the lease"],
  [/\b(put|puts|putting) (it |them |a \w+ )?back\b/i, "roll back, restore"],
  [/\bjudge(s|d)?\b/i, "evaluate, compare, score"],
  [/\b(is|are|be|was|were) told\b/i, "is passed, is reported"],
  [/\b(cannot|not) tell\b/i, "cannot decide, does not report"],
  [/\bcan not\b/i, "cannot"],
  [/\bbelongs? into\b/i, "belongs in"],
  [/\bfaults? of (a|the) configuration\b/i, "configuration errors"],
];

/** The changelog lists renames; the alias of a former type name must keep it. */
const EXCEPTIONS = [/^CHANGELOG\.md:/, /type: "redoubt:index:EdgeSwitch"/];

describe("language", () => {
  const lines = trackedFiles(/\.(ts|js|mjs|py|sh|sql|md|ya?ml)$/)
    .filter((path) => path !== "test/unit/repository/language.test.ts")
    .flatMap((path) =>
      readFileSync(path, "utf8")
        .split("\n")
        .map((line, index) => `${path}:${index + 1}: ${line.trim()}`),
    )
    .filter((line) => !EXCEPTIONS.some((exception) => exception.test(line)));

  for (const [pattern, term] of REPLACED) {
    it(`uses "${term}" and never ${pattern}`, () => {
      expect(lines.filter((line) => pattern.test(line))).to.deep.equal([]);
    });
  }
});
