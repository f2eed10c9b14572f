/** Host, user and password of a connection. */
export interface ConnectionSettings {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** A password or an IAM token. */
  readonly password: string;
  /** False for a loopback server in tests; otherwise the server's certificate is verified. */
  readonly tls: boolean;
  /** Time limit for connecting and for each statement, milliseconds. */
  readonly timeoutMs: number;
}

/** A connection, independent of the driver. */
export interface SqlConnection {
  /** Runs one statement and returns its rows. Rejects after the time limit of the settings. */
  run(statement: string, parameters?: readonly (string | number)[]): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}
