import { Listr, ListrLogger, ProcessOutput } from "listr2";
import type { StackResult, WorkspaceEvent } from "../../automation";

type Started = Extract<WorkspaceEvent, { kind: "operation-started" }>;

/** Shows an operation on standard error: a live line a stack on a terminal, a line an event elsewhere. */
export async function showProgress(events: AsyncIterable<WorkspaceEvent>): Promise<void> {
  const terminal = process.stderr.isTTY ? new Live() : undefined;
  for await (const event of events) {
    if (terminal) terminal.take(event);
    else for (const line of lines(event)) process.stderr.write(`${line}\n`);
  }
  await terminal?.ended();
}

/** An event for a log; each line names its stack, as several run side by side. */
export function lines(event: WorkspaceEvent): string[] {
  if (event.kind === "operation-started") return [];
  const told = (text: string) => text.split("\n").map((line) => `[${event.stack}] ${line}`);
  switch (event.kind) {
    case "stack-started":
      return told("started");
    case "resource": {
      const change = `${event.operation} ${event.type} ${event.name}`;
      if (event.state === "planned") return told(`would ${change}`);
      return event.state === "started" ? [] : told(`${change}: ${event.state}`);
    }
    case "diagnostic":
      return told(`${event.severity}: ${event.message}`);
    case "stack-finished":
      return told(outcome(event.result));
  }
}

function outcome({ state, reason, seconds }: StackResult): string {
  return `${state} in ${seconds.toFixed(0)} s${state !== "failed" && reason ? `: ${reason}` : ""}`;
}

/** One task a stack, fed by the events. */
class Live {
  private readonly tasks = new Map<string, { say: (text: string) => void; end: (result: StackResult) => void }>();
  private shown: Promise<unknown> = Promise.resolve();

  take(event: WorkspaceEvent): void {
    if (event.kind === "operation-started") {
      this.shown = this.begin(event);
      return;
    }
    const task = this.tasks.get(event.stack);
    if (event.kind === "stack-finished") task?.end(event.result);
    else task?.say(lines(event).at(-1) ?? `${event.kind === "resource" ? `${event.operation} ${event.name}` : ""}`);
  }

  async ended(): Promise<void> {
    await this.shown.catch(() => undefined);
  }

  private begin({ stacks }: Started): Promise<unknown> {
    const list = stacks.map((stack) => {
      const result = new Promise<StackResult>((end) => this.tasks.set(stack, { say: () => undefined, end }));
      return {
        title: stack,
        task: async (_: unknown, task: { output: string; title: string }) => {
          const held = this.tasks.get(stack);
          if (held) held.say = (text) => (task.output = text);
          const finished = await result;
          task.title = `${stack}: ${outcome(finished)}`;
          if (finished.state === "failed") throw new Error(finished.reason);
        },
      };
    });
    // Standard output is the summary's alone.
    const logger = new ListrLogger({ processOutput: new ProcessOutput(process.stderr, process.stderr) });
    return new Listr(list, {
      concurrent: true,
      exitOnError: false,
      rendererOptions: { logger },
      fallbackRendererOptions: { logger },
    }).run();
  }
}
