import type { StackResult, WorkspaceEvent } from "../../automation";

type Started = Extract<WorkspaceEvent, { kind: "operation-started" }>;

/**
 * Shows an operation on standard error: one live line for each stack on a terminal, otherwise one line for each event.
 * @param note printed when the operation starts; not when it cannot start
 */
export async function showProgress(events: AsyncIterable<WorkspaceEvent>, note?: string): Promise<void> {
  const terminal = process.stderr.isTTY ? new Live() : undefined;
  for await (const event of events) {
    if (note && event.kind === "operation-started") process.stderr.write(`${note}\n`);
    if (terminal) terminal.take(event);
    else for (const line of lines(event)) process.stderr.write(`${line}\n`);
  }
  await terminal?.ended();
}

/** Renders an event for a log. Each line names its stack, because stacks run concurrently. */
export function lines(event: WorkspaceEvent): string[] {
  if (event.kind === "operation-started") return [];
  const prefixed = (text: string) => text.split("\n").map((line) => `[${event.stack}] ${line}`);
  switch (event.kind) {
    case "stack-started":
      return prefixed("started");
    case "resource": {
      const change = `${event.operation} ${event.type} ${event.name}`;
      if (event.state === "planned") return prefixed(`would ${change}`);
      return event.state === "started" ? [] : prefixed(`${change}: ${event.state}`);
    }
    case "diagnostic":
      return prefixed(`${event.severity}: ${event.message}`);
    case "stack-finished":
      return prefixed(outcome(event.result));
  }
}

function outcome({ state, reason, seconds }: StackResult): string {
  return `${state} in ${seconds.toFixed(0)} s${state !== "failed" && reason ? `: ${reason}` : ""}`;
}

/** One task for each stack, updated by the events. */
class Live {
  private readonly tasks = new Map<string, { show: (text: string) => void; end: (result: StackResult) => void }>();
  private shown: Promise<unknown> = Promise.resolve();

  take(event: WorkspaceEvent): void {
    if (event.kind === "operation-started") {
      this.shown = this.begin(event);
      return;
    }
    const task = this.tasks.get(event.stack);
    if (event.kind === "stack-finished") task?.end(event.result);
    else task?.show(lines(event).at(-1) ?? `${event.kind === "resource" ? `${event.operation} ${event.name}` : ""}`);
  }

  async ended(): Promise<void> {
    await this.shown.catch(() => undefined);
  }

  private begin({ stacks }: Started): Promise<unknown> {
    const list = stacks.map((stack) => {
      const result = new Promise<StackResult>((end) => this.tasks.set(stack, { show: () => undefined, end }));
      return {
        title: stack,
        task: async (_: unknown, task: { output: string; title: string }) => {
          const held = this.tasks.get(stack);
          if (held) held.show = (text) => (task.output = text);
          const finished = await result;
          task.title = `${stack}: ${outcome(finished)}`;
          if (finished.state === "failed") throw new Error(finished.reason);
        },
      };
    });
    // Loaded on demand: it loads slowly, and a log does not need it.
    const { Listr, ListrLogger, ProcessOutput } = require("listr2") as typeof import("listr2");
    // Standard output is reserved for the summary.
    const logger = new ListrLogger({ processOutput: new ProcessOutput(process.stderr, process.stderr) });
    return new Listr(list, {
      concurrent: true,
      exitOnError: false,
      rendererOptions: { logger },
      fallbackRendererOptions: { logger },
    }).run();
  }
}
