import { Refused } from "../../protocol/ports";

/** Seconds until a connection stands, and until one request is answered; one attempt takes no longer than their sum. */
const CONNECT_SECONDS = 1.5;
const ANSWER_SECONDS = 3;

/** How every client is made: bounded in each attempt and in the number of attempts. */
export function clientSettings(region: string) {
  return {
    region,
    maxAttempts: 2,
    requestHandler: {
      connectionTimeout: CONNECT_SECONDS * 1000,
      requestTimeout: ANSWER_SECONDS * 1000,
      throwOnRequestTimeout: true,
    },
  };
}

/** Names under which AWS services say that the caller may not, which no repetition changes. */
const DENIED = [
  "AccessDenied",
  "AccessDeniedException",
  "AuthFailure",
  "ExpiredToken",
  "ExpiredTokenException",
  "InvalidClientTokenId",
  "UnauthorizedOperation",
  "UnrecognizedClientException",
];

/**
 * Sends one command within a time that includes the client's own repetitions.
 * @param send sends it with the options that it is given
 * @throws Refused when the caller lacks the permission; any other error as the service gave it
 */
export async function bounded<Answer>(
  send: (options: { abortSignal: AbortSignal }) => Promise<Answer>,
  seconds = 2 * (CONNECT_SECONDS + ANSWER_SECONDS),
): Promise<Answer> {
  try {
    return await send({ abortSignal: AbortSignal.timeout(seconds * 1000) });
  } catch (error) {
    if (!isError(error, ...DENIED)) throw error;
    throw new Refused(`${error.name}: ${error.message}; give the caller that permission`);
  }
}

/** Whether it is an error of one of these names, as services name their errors. */
export function isError(error: unknown, ...names: string[]): error is Error {
  return error instanceof Error && names.includes(error.name);
}
