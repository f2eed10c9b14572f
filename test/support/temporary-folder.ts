import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folders: string[] = [];

process.once("exit", () => {
  for (const folder of folders) {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // A process that the tests started still writes there. Their result does not depend on it.
    }
  }
});

/** A new folder, which is removed when the process of the tests exits. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `redoubt-${name}-`));
  folders.push(folder);
  return folder;
}
