/** An error that the user can fix (input, environment, state). It is printed as a message without a stack trace. */
export class UserError extends Error {
  /**
   * @param message location, value received and fix; one line for each error
   * @param exitCode exit code of the process, 1 unless a command documents another
   */
  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message);
    this.name = "UserError";
  }
}
