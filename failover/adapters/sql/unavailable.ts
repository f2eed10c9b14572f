/** Errors of the network by which a server is not reached, as Node.js and mysql2 name them. */
const UNREACHED = [
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTDOWN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EPIPE",
  "ETIMEDOUT",
  "PROTOCOL_CONNECTION_LOST",
];

/** Answers of a server that starts, stops or takes no writes: PostgreSQL (appendix A, error codes), and MySQL and MariaDB. */
const REFUSED = [
  "25006",
  "57P01",
  "57P02",
  "57P03",
  "ER_SERVER_SHUTDOWN",
  "ER_OPTION_PREVENTS_STATEMENT",
  "ER_READ_ONLY_MODE",
];

/** Errors of pg without a code: the connection was not made in time, or was lost. */
const LOST = /^(timeout expired|Connection terminated)/;

/**
 * Whether an error of a driver shows that the database does not answer or takes no writes. A statement that exceeds its time may wait for a
 * lock, and a refused sign-in or permission comes from a database that runs: neither shows it.
 */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === "string") return UNREACHED.includes(code) || REFUSED.includes(code);
  return LOST.test(error.message);
}
