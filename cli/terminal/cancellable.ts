const INTERRUPTS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** Exit code of a process that an interrupt ended, by convention. */
const INTERRUPTED = 130;

/**
 * Runs an operation that Ctrl-C cancels; changes that have started end cleanly. Sets the exit code when it does not succeed.
 * @param work returns whether it succeeded
 */
export async function cancellable(work: (signal: AbortSignal) => Promise<boolean>): Promise<void> {
  const controller = new AbortController();
  const cancel = () => {
    process.stderr.write("cancelling: waiting for the changes that have started\n");
    controller.abort();
  };
  for (const name of INTERRUPTS) process.once(name, cancel);
  try {
    if (!(await work(controller.signal))) process.exitCode = controller.signal.aborted ? INTERRUPTED : 1;
  } finally {
    for (const name of INTERRUPTS) process.off(name, cancel);
  }
}
