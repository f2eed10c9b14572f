/** Where and as whom to connect. */
export interface ConnectionSettings {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** A password or an IAM token. */
  readonly password: string;
  /** False on a loopback server of a test; otherwise the server's certificate is verified. */
  readonly tls: boolean;
  /** Longest time for a connection and for each statement, milliseconds. */
  readonly timeoutMs: number;
}

/** One connection, whatever the driver. */
export interface SqlConnection {
  /** Runs one statement and returns its rows. Rejects after the settings' time. */
  run(statement: string, parameters?: readonly (string | number)[]): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}
