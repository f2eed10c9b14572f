const handled = new WeakSet<NodeJS.WriteStream>();

/**
 * Ignores that the reader of standard output or standard error has closed the pipe, as head does when it has enough: the command goes on, so that
 * a failover does not end with its reader. Any other error is thrown.
 */
export function ignoreClosedPipes(streams: readonly NodeJS.WriteStream[] = [process.stdout, process.stderr]): void {
  for (const stream of streams) {
    if (handled.has(stream)) continue;
    handled.add(stream);
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
}
