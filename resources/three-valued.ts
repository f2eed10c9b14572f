/** Thrown when a rule touches a value that is not known yet: its verdict is then neither pass nor violation. */
export class Undecided extends Error {
  /** @param what the path of the unknown value, or what is not in view */
  constructor(readonly what: string) {
    // It is control flow: one stack can throw thousands, and capturing stack traces would take most of the time.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(`undecided: ${what}`);
    Error.stackTraceLimit = stackTraceLimit;
    this.name = "Undecided";
  }
}

/** What a check found: nothing, one message, or several. */
export type Finding = string | readonly string[] | undefined;

/** Whether some item satisfies the test; an unknown matters only where no known item does. */
export function some<T>(items: readonly T[], test: (item: T) => boolean): boolean {
  let undecided: Undecided | undefined;
  for (const item of items) {
    try {
      if (test(item)) return true;
    } catch (error) {
      if (!(error instanceof Undecided)) throw error;
      undecided ??= error;
    }
  }
  if (undecided) throw undecided;
  return false;
}

/** Whether all items satisfy the test; an unknown matters only where no known item fails it. */
export function every<T>(items: readonly T[], test: (item: T) => boolean): boolean {
  return !some(items, (item) => !test(item));
}

/** The findings over all items; an unknown matters only where no known item gives a finding. */
export function each<T>(items: readonly T[], check: (item: T) => Finding): Finding {
  const found: string[] = [];
  let undecided: Undecided | undefined;
  for (const item of items) {
    try {
      const finding = check(item);
      if (finding !== undefined) found.push(...(typeof finding === "string" ? [finding] : finding));
    } catch (error) {
      if (!(error instanceof Undecided)) throw error;
      undecided ??= error;
    }
  }
  if (found.length === 0 && undecided) throw undecided;
  return found;
}
