import { readFileSync } from "node:fs";
import { expect } from "chai";
import { generatedFiles } from "../../../generate/files";

describe("generated files", () => {
  for (const [path, text] of Object.entries(generatedFiles())) {
    it(`${path} is up to date (otherwise run: npm run generate)`, () => {
      expect(readFileSync(path, "utf8")).to.equal(text);
    });
  }
});
