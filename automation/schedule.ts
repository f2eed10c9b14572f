/** A stack and the stacks that must be done before it. */
export interface Node {
  readonly stack: string;
  readonly dependsOn: readonly string[];
}

/**
 * Runs the work of each stack after that of its dependencies; independent stacks run concurrently. After the first failure no further
 * stack starts; the stacks that are running finish.
 * @param work resolves to whether it succeeded; must not reject
 * @returns the stacks that were not started
 */
export async function inOrder(nodes: readonly Node[], work: (stack: string) => Promise<boolean>): Promise<string[]> {
  const waiting = new Map(nodes.map((node) => [node.stack, node]));
  const done = new Set<string>();
  const running = new Map<string, Promise<void>>();
  let failed = false;
  const ready = ({ dependsOn }: Node) => dependsOn.every((other) => done.has(other) || !isAmong(nodes, other));
  for (;;) {
    for (const node of failed ? [] : [...waiting.values()].filter(ready)) {
      waiting.delete(node.stack);
      const finished = work(node.stack).then((succeeded) => {
        running.delete(node.stack);
        if (succeeded) done.add(node.stack);
        else failed = true;
      });
      running.set(node.stack, finished);
    }
    if (running.size === 0) return [...waiting.keys()];
    await Promise.race(running.values());
  }
}

/** The order for deletion: each stack after those that depend on it. */
export function reversed(nodes: readonly Node[]): Node[] {
  return nodes.toReversed().map(({ stack }) => ({
    stack,
    dependsOn: nodes.filter(({ dependsOn }) => dependsOn.includes(stack)).map((node) => node.stack),
  }));
}

function isAmong(nodes: readonly Node[], stack: string): boolean {
  return nodes.some((node) => node.stack === stack);
}
