import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, parseDocument } from "yaml";
import { temporaryFolder } from "../support/temporary-folder";

export const east = "us-east-1";
export const west = "us-west-1";
export const domain = "example.com";

/** A second project, deployed in the same account and regions. */
export const secondName = "redoubt-second";
export const secondDomain = "example.org";

const shipped = join(__dirname, "../../Pulumi.yaml");

/** A copy of the shipped project's configuration in a temporary folder. The program is the checkout's. */
export class TestProject {
  readonly file = join(temporaryFolder("e2e"), "Pulumi.yaml");

  constructor() {
    const document = parseDocument(readFileSync(shipped, "utf8"));
    // The program runs inline, so its location and runtime options are removed.
    document.delete("main");
    document.set("runtime", "nodejs");
    document.deleteIn(["config", "redoubt:hostedZoneId"]);
    document.setIn(["config", "redoubt:domain"], domain);
    // The shortest lease, because an acquisition waits for it.
    document.setIn(["config", "redoubt:lease"], { value: { seconds: 10 } });
    writeFileSync(this.file, String(document));
  }

  /** Changes one setting and keeps everything else, including comments. */
  set(path: readonly string[], value: unknown): void {
    const document = parseDocument(readFileSync(this.file, "utf8"));
    document.setIn(["config", ...path], document.createNode(value));
    writeFileSync(this.file, String(document));
  }

  /** Removes one setting. */
  unset(path: readonly string[]): void {
    const document = parseDocument(readFileSync(this.file, "utf8"));
    document.deleteIn(["config", ...path]);
    writeFileSync(this.file, String(document));
  }

  /** Applies the lines that a command printed for the project's file. */
  apply(lines: string): void {
    for (const [key, value] of Object.entries(parse(lines) as object)) this.set([key], value);
  }
}
