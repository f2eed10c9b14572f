import type { PreviewedStack } from "../../preview/document";
import type { StackState } from "../../preview/recording-monitor";
import { runProgram } from "../../preview/run-stack";

/** Runs a program of a test's own, which needs no other stack, as a stack named test. */
export async function runAlone(program: () => Promise<object | undefined>): Promise<PreviewedStack> {
  const plan = { stack: "test", kind: "global" as const, dependsOn: [] };
  const { previewed } = await runProgram(program, "test", plan, {}, new Map<string, StackState>());
  return previewed;
}
