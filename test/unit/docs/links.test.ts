import { existsSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect } from "chai";
import { anchorsOf, MARKDOWN_FILES, textOf } from "./markdown";

/** Relative links of a file: the target's path and anchor. */
function linksOf(file: string): { link: string; path: string; anchor: string }[] {
  const text = textOf(file).replace(/^ *```[\s\S]*?^ *```/gm, "");
  return [...text.matchAll(/\]\((?!\w+:)([^)\s]+)\)/g)].map(([, link = ""]) => {
    const [target = "", anchor = ""] = link.split("#");
    return { link, path: target === "" ? file : normalize(join(dirname(file), target)), anchor };
  });
}

describe("links in Markdown files", () => {
  it("are found", () => {
    expect(MARKDOWN_FILES).to.include.members(["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/failover.md"]);
    expect(linksOf("README.md").length).to.be.greaterThan(20);
  });

  for (const file of MARKDOWN_FILES) {
    it(`resolve: ${file}`, () => {
      const broken = linksOf(file).filter(
        ({ path, anchor }) => !existsSync(path) || (anchor !== "" && !anchorsOf(textOf(path)).has(anchor)),
      );
      expect(broken.map(({ link }) => link)).to.deep.equal([]);
    });
  }
});

describe("the table of changes in ARCHITECTURE.md", () => {
  it("names files and folders that exist", () => {
    const [, table = ""] = textOf("ARCHITECTURE.md").split("## Where to change what");
    const paths = [...table.matchAll(/`([a-z][\w-]*\/[^`]*)`/g)].map(([, path = ""]) => path);
    const fixed = paths.map((path) => path.replace(/[A-Z]{2,}.*$/, ""));
    expect(fixed.length).to.be.greaterThan(22);
    expect(fixed.filter((path) => !existsSync(path))).to.deep.equal([]);
  });
});
