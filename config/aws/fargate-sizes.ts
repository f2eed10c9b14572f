/**
 * Memory of a Fargate task by its CPU units, MiB: smallest, largest and step (Amazon ECS Developer Guide, "Task definition differences for
 * Fargate", task CPU and memory). 256 units take 512, 1024 and 2048 MiB.
 */
const SIZES: Readonly<Record<number, readonly [minimum: number, maximum: number, step: number]>> = {
  256: [512, 2048, 512],
  512: [1024, 4096, 1024],
  1024: [2048, 8192, 1024],
  2048: [4096, 16384, 1024],
  4096: [8192, 30720, 1024],
  8192: [16384, 61440, 4096],
  16384: [32768, 122880, 8192],
};
/** The one value between its limits that is no size. */
const NO_SIZE = { cpu: 256, memory: 1536 };

/** Why Fargate has no task of this size; undefined where it has. */
export function fargateMemoryFault(
  cpu: number,
  memory: number,
): { readonly key: "cpu" | "memory"; readonly message: string } | undefined {
  const size = SIZES[cpu];
  if (size === undefined) {
    return { key: "cpu", message: `got ${cpu}; Fargate has ${Object.keys(SIZES).join(", ")} CPU units` };
  }
  const [minimum, maximum, step] = size;
  const exception = cpu === NO_SIZE.cpu && memory === NO_SIZE.memory;
  if (memory >= minimum && memory <= maximum && (memory - minimum) % step === 0 && !exception) return undefined;
  const choices = cpu === NO_SIZE.cpu ? "512, 1024 or 2048 MiB" : `${minimum} to ${maximum} MiB in steps of ${step}`;
  return { key: "memory", message: `got ${memory}; a task with ${cpu} CPU units takes ${choices}` };
}
