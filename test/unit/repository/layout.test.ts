import { readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { expect } from "chai";
import ROOMS from "../../../rooms.json";
import { trackedFiles } from "./files";

const MAX_LINES = 250;
const MAX_FILES = 15;
/** Folders with one rule, one service's facts, one step, one command, or one adapter or client of a provider per file. They grow with these. */
const ONE_THING_A_FILE =
  /^(cli\/commands|policy\/rules\/[^/]+|policy\/facts|failover\/steps|failover\/adapters\/aws(\/clients)?)$/;
/** Folders with sources that are not part of the program. */
const BESIDE_ROOMS = ["bench", "bin", "examples", "generate", "test"];

const sources = trackedFiles(/\.(ts|js|mjs|py|sh)$/);
const program = sources.filter((path) => !path.startsWith("test/"));

describe("layout", () => {
  it("has only folders of sources that rooms.json lists, or that are not part of the program", () => {
    const folders = new Set(sources.filter((path) => path.includes("/")).map((path) => path.split("/", 1)[0]));
    expect([...folders].filter((folder) => !folder?.startsWith(".")).sort()).to.deep.equal(
      [...ROOMS, ...BESIDE_ROOMS].sort(),
    );
  });

  it(`has no source file of more than ${MAX_LINES} lines`, () => {
    const lengths = sources.map((path) => [path, readFileSync(path, "utf8").trimEnd().split("\n").length] as const);
    expect(lengths.filter(([, length]) => length > MAX_LINES)).to.deep.equal([]);
  });

  it(`has no folder with more than ${MAX_FILES} source files`, () => {
    const counts = new Map<string, number>();
    for (const path of program) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
    const crowded = [...counts].filter(([folder, count]) => count > MAX_FILES && !ONE_THING_A_FILE.test(folder));
    expect(crowded).to.deep.equal([]);
  });

  it("names files in kebab-case, and Python modules in snake_case", () => {
    expect(
      sources
        .map((path) => basename(path))
        .filter((name) => !/^\.?[a-z0-9]+([-.][a-z0-9]+)*$|^[a-z0-9_]+\.py$/.test(name)),
    ).to.deep.equal([]);
  });
});
