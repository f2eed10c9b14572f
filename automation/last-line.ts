/**
 * The last error line of a failed command.
 * @param stack the stack that the command was for
 */
export function lastLine(error: unknown, stack = "NAME"): string {
  const text = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && error.name === "ConcurrentUpdateError") {
    return `another update holds the stack; wait for it, or, if its process is gone, run pulumi cancel --stack ${stack}`;
  }
  const lines = text.split("\n").map((line) => line.trim());
  const errors = lines.filter((line) => line.startsWith("error:"));
  return (errors.at(-1) ?? lines.find((line) => line !== "") ?? "no reason given").replace(/^error: /, "");
}
