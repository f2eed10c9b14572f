import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { build } from "esbuild";

/** One place in one source file, with another text. */
interface Change {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** A deliberate fault. */
export interface Mutation extends Change {
  /** What is wrong then. */
  readonly name: string;
  /** The kind of fault in the schedules that shows it. */
  readonly fault: string;
  /**
   * A second change, in another file, where two places check the same.
   * @default none
   */
  readonly also?: Change;
  /**
   * Whether schedules with an Aurora Global Database show it.
   * @default schedules with RDS replicas do
   */
  readonly aurora?: boolean;
}

const ROOT = join(__dirname, "../..");

/**
 * The model's worker and the failover's sources as one script, without a build per import.
 * @param mutation a change of one source, or of two
 * @throws Error if the text of a change does not occur exactly once
 */
export async function bundleWorker(mutation?: Change & Pick<Mutation, "also">): Promise<string> {
  const result = await build({
    entryPoints: [join(__dirname, "worker.ts")],
    bundle: true,
    write: false,
    platform: "node",
    format: "cjs",
    logLevel: "silent",
    plugins: [mutation, mutation?.also].filter((change) => change !== undefined).map(replacing),
  });
  return result.outputFiles[0]?.text ?? "";
}

function replacing({ file, from, to }: Change) {
  const source = readFileSync(join(ROOT, file), "utf8");
  const count = source.split(from).length - 1;
  if (count !== 1) throw new Error(`${file}: "${from}" occurs ${count} times; a mutation needs it once`);
  return {
    name: "mutation",
    setup: ({ onLoad }: import("esbuild").PluginBuild) =>
      onLoad({ filter: /\.ts$/ }, ({ path }) =>
        relative(ROOT, path) === file ? { contents: source.replace(from, () => to), loader: "ts" } : null,
      ),
  };
}
