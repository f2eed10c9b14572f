import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { UserError } from "../../../errors";
import { projectHooks } from "../../../preview/project-hooks";
import { temporaryFolder } from "../../support/temporary-folder";

const folder = temporaryFolder("hooks");
const program = join(folder, "program.ts");

describe("the hooks of a project's program", () => {
  it("are none for Redoubt's own program, and without a program", () => {
    expect(projectHooks({})).to.deep.equal({});
    expect(projectHooks({ main: join(__dirname, "../../../index.ts") })).to.deep.equal({});
  });

  it("are not taken for none where the program is missing, because an update would delete what they add", () => {
    expect(() => projectHooks({ main: join(folder, "moved.ts") })).to.throw(
      UserError,
      `main: got ${folder}/moved.ts, which does not exist; correct main in Pulumi.yaml, or restore the file`,
    );
  });

  it("are read where main has no extension, or is a folder, as the Pulumi CLI accepts it", () => {
    const nested = join(folder, "nested");
    mkdirSync(nested);
    for (const file of [program, join(nested, "index.ts")]) writeFileSync(file, "export = 1;\n");
    for (const main of [join(folder, "program"), nested]) {
      expect(() => projectHooks({ main })).to.throw(UserError, "exports no program of Redoubt");
    }
  });

  it("have a syntax error reported with its line", () => {
    const broken = join(folder, "broken.ts");
    writeFileSync(broken, "\nexport =\n");
    expect(() => projectHooks({ main: broken })).to.throw(UserError, /broken\.ts: cannot be loaded: \S*broken\.ts:3:0/);
  });
});
