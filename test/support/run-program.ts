import type { ComponentResourceOptions, CustomResourceOptions } from "@pulumi/pulumi";
import type { PreviewedStack } from "../../preview/document";
import type { StackState } from "../../preview/recording-monitor";
import { runProgram } from "../../preview/run-stack";

/** Runs a test's own program, which reads no other stack, as a stack named test. */
export async function runAlone(program: () => Promise<object | undefined>): Promise<PreviewedStack> {
  const plan = { stack: "test", kind: "global" as const, dependsOn: [] };
  const { previewed } = await runProgram(program, "test", plan, {}, new Map<string, StackState>());
  return previewed;
}

/** What components registered, and the options of their children, which a preview does not show. */
export interface ComponentRun {
  readonly stack: PreviewedStack;
  /** Options of the child of this type, without its provider, and name. */
  optionsOf(type: string, name: string): CustomResourceOptions;
}

/** Runs components alone; they take the options that they are given. */
export async function runComponents(create: (opts: ComponentResourceOptions) => unknown): Promise<ComponentRun> {
  const options = new Map<string, CustomResourceOptions>();
  const stack = await runAlone(async () => {
    create({
      transformations: [
        ({ type, name, opts }) => {
          options.set(`${type} ${name}`, opts);
          return undefined;
        },
      ],
    });
    return {};
  });
  return {
    stack,
    optionsOf(type, name) {
      const found = options.get(`aws:${type} ${name}`);
      if (!found) throw new Error(`no aws:${type} named ${name} among ${[...options.keys()].join(", ")}`);
      return found;
    },
  };
}

/** Message of the error with which components refuse their arguments, or undefined when they accept them. */
export function errorOf(create: () => unknown): Promise<string | undefined> {
  return runAlone(async () => {
    create();
    return {};
  }).then(
    () => undefined,
    (error: Error) => error.message,
  );
}
