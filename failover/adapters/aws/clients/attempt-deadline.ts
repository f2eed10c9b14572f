/** As much of an AWS SDK client as is needed to add the middleware. */
interface Client {
  readonly middlewareStack: {
    add(middleware: never, options: { step: "initialize" | "deserialize"; name: string; priority?: "low" }): void;
  };
}

/** When the command was sent, milliseconds of the wall clock: shared by its attempts. */
interface Context {
  redoubtSentAt?: number;
}

type Next = (input: unknown) => Promise<unknown>;

/** How long after a command was sent another attempt of it may begin, seconds: as long as the shortest time of a step's call. */
const ATTEMPT_SECONDS = 10;

/**
 * Rejects an attempt that would begin too late. The wall clock decides: timers and a monotonic clock stop while a machine is suspended.
 * @param sentAt when the command was sent, milliseconds since 1970
 * @param now milliseconds since 1970
 * @throws Error after 10 s
 */
function checkAttempt(sentAt: number, now: number): void {
  if (now - sentAt < ATTEMPT_SECONDS * 1000) return;
  throw new Error(`no answer within ${ATTEMPT_SECONDS} s: the call is not repeated`);
}

/**
 * Bounds the SDK's own repetitions by the wall clock. Without it a client repeats a call after a suspension of its machine, when what the
 * caller checked before may have changed.
 * @param now the wall clock, milliseconds since 1970
 */
export function boundAttempts(client: Client, now: () => number = Date.now): void {
  const begin = (next: Next, context: Context) => (input: unknown) => {
    context.redoubtSentAt = now();
    return next(input);
  };
  // Innermost, so that it runs for every attempt, after its credentials were obtained.
  const check = (next: Next, context: Context) => async (input: unknown) => {
    checkAttempt(context.redoubtSentAt ?? now(), now());
    return next(input);
  };
  client.middlewareStack.add(begin as never, { step: "initialize", name: "attemptBegin" });
  client.middlewareStack.add(check as never, { step: "deserialize", name: "attemptDeadline", priority: "low" });
}
