import { Refused } from "../../protocol/ports";

/** Time limits for connecting and for one request, seconds; one attempt takes no longer than their sum. */
const CONNECT_SECONDS = 1.5;
const ANSWER_SECONDS = 3;

/** Settings of every client: they bound each attempt and the number of attempts. */
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

/** Error names of AWS services for a missing permission. */
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
 * Sends one command within a time limit that includes the client's retries.
 * @param send sends the command with the given options
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

/** Whether an error has one of these names. */
export function isError(error: unknown, ...names: string[]): error is Error {
  return error instanceof Error && names.includes(error.name);
}
