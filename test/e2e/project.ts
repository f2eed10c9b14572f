import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, parseDocument } from "yaml";

export const east = "us-east-1";
export const west = "us-west-1";
export const domain = "example.com";

const shipped = join(__dirname, "../../Pulumi.yaml");

/** The shipped project in a folder of its own: the program is the checkout's, the configuration what a case makes of it. */
export class TestProject {
  readonly file = join(mkdtempSync(join(tmpdir(), "redoubt-e2e-")), "Pulumi.yaml");

  constructor() {
    const document = parseDocument(readFileSync(shipped, "utf8"));
    // Where the program lies and how the CLI would run it stay behind: it is run inline.
    document.delete("main");
    document.set("runtime", "nodejs");
    document.deleteIn(["config", "redoubt:hostedZoneId"]);
    document.setIn(["config", "redoubt:domain"], domain);
    // The shortest, as a takeover waits for it.
    document.setIn(["config", "redoubt:lease"], { value: { seconds: 10 } });
    writeFileSync(this.file, String(document));
  }

  /** Changes one setting, as a person would: all else, comments too, stays as it is. */
  set(path: readonly string[], value: unknown): void {
    const document = parseDocument(readFileSync(this.file, "utf8"));
    document.setIn(["config", ...path], document.createNode(value));
    writeFileSync(this.file, String(document));
  }

  /** Takes lines that a command printed for the project's file. */
  take(lines: string): void {
    for (const [key, value] of Object.entries(parse(lines) as object)) this.set([key], value);
  }
}
