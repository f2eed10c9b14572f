/** A fault of the caller's (input, environment, state), told in one message without a stack trace. */
export class UserError extends Error {
  /**
   * @param message names the place, the value got and the fix; may span lines, one fault a line
   * @param exitCode the process's exit code, 1 unless a command documents another
   */
  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message);
    this.name = "UserError";
  }
}
