import { Listr, ListrLogger, ProcessOutput } from "listr2";

/** One piece of a longer work. */
export interface Step {
  readonly title: string;
  readonly run: () => Promise<void>;
}

/**
 * Does the steps one after another and shows them on standard error: live on a terminal, a line each elsewhere. Standard output is
 * left to the result.
 */
export async function withProgress(steps: readonly Step[]): Promise<void> {
  const tasks = steps.map(({ title, run }) => ({ title, task: run }));
  const terminal = process.stderr.isTTY === true;
  const processOutput = new ProcessOutput(process.stderr, process.stderr);
  const rendererOptions = { logger: new ListrLogger({ processOutput, useIcons: terminal }) };
  await new Listr(tasks, {
    concurrent: false,
    renderer: terminal ? "default" : "simple",
    rendererOptions,
    fallbackRenderer: "simple",
    fallbackRendererOptions: rendererOptions,
  }).run();
}
