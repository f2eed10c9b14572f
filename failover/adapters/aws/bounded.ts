import { Denied, InvalidCredentials } from "../../protocol/ports";

// The SDK's versions are pinned and support Node.js 20; its announcement about later versions would appear in every command's output.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

/** Seconds until a connection is established, and until one request is answered; one attempt takes no longer than their sum. */
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

/** Names of the services' errors for a caller without the permission. */
const DENIED = [
  "AccessDenied",
  "AccessDeniedException",
  "AuthorizationError",
  "AuthorizationErrorException",
  "UnauthorizedOperation",
];

/** Names of the services' and the SDK's errors for credentials that are missing, wrong or expired. */
const INVALID_CREDENTIALS = [
  "AuthFailure",
  "CredentialsProviderError",
  "ExpiredToken",
  "ExpiredTokenException",
  "IncompleteSignature",
  "InvalidAccessKeyId",
  "InvalidClientTokenId",
  "InvalidSignatureException",
  "InvalidToken",
  "MissingAuthenticationToken",
  "MissingAuthenticationTokenException",
  "SignatureDoesNotMatch",
  "TokenProviderError",
  "UnrecognizedClientException",
];

/**
 * Sends one command within a time that includes the client's own repetitions and the time to obtain credentials.
 * @param send sends it with the given options
 * @throws InvalidCredentials when the caller's credentials are missing, wrong or expired
 * @throws Denied when the caller lacks the permission; the message names it
 * @throws any other error as the service returned it
 */
export async function bounded<Answer>(
  send: (options: { abortSignal: AbortSignal }) => Promise<Answer>,
  seconds = 2 * (CONNECT_SECONDS + ANSWER_SECONDS),
): Promise<Answer> {
  const abortSignal = AbortSignal.timeout(seconds * 1000);
  // The signal ends a request, but not a provider of credentials that hangs.
  const late = new Promise<never>((_, reject) => {
    abortSignal.addEventListener("abort", () => reject(abortSignal.reason), { once: true });
  });
  try {
    return await Promise.race([send({ abortSignal }), late]);
  } catch (error) {
    if (isError(error, ...INVALID_CREDENTIALS)) throw new InvalidCredentials(error);
    if (!isError(error, ...DENIED)) throw error;
    throw new Denied(`${error.name}: ${error.message}; the caller needs the permission ${actionOf(error)}`);
  }
}

/** Whether an error has one of these names. */
export function isError(error: unknown, ...names: string[]): error is Error {
  return error instanceof Error && names.includes(error.name);
}

/** The IAM action of a denied call: that of the service's message, otherwise that of the command (clients/named-errors.ts). */
function actionOf(error: Error & { action?: string }): string {
  return /not authorized to perform:? ([\w-]+:\w+)/.exec(error.message)?.[1] ?? error.action ?? "that was denied";
}
