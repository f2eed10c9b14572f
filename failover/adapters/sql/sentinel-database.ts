import type { Beat } from "../../protocol/watermarks";
import type { SentinelDatabase } from "../../sentinel/sentinel";
import { type SqlFamily, STATEMENTS } from "../../sentinel/statements";
import type { SqlConnection } from "./connection";

/** The sentinel's tables through a connection. */
export class SqlSentinelDatabase implements SentinelDatabase {
  private readonly statements;

  constructor(
    family: SqlFamily,
    private readonly connection: SqlConnection,
  ) {
    this.statements = STATEMENTS[family];
  }

  async commitBeat({ epoch, at }: Beat): Promise<void> {
    await this.connection.run(this.statements.commitBeat, [epoch, at]);
  }

  async readBeat(): Promise<Beat | undefined> {
    const [row] = await this.connection.run(this.statements.readBeat);
    return row && { epoch: Number(row.epoch), at: Number(row.at) };
  }

  async commitMarker(marker: string): Promise<void> {
    await this.connection.run(this.statements.commitMarker, [marker]);
  }

  async readMarker(): Promise<string | undefined> {
    const [row] = await this.connection.run(this.statements.readMarker);
    return row && String(row.marker);
  }

  /** Creates the schema, its tables and the sentinel's role, as the master user. Running it again changes nothing. */
  async setUp(): Promise<void> {
    const { createTables, createRole, grants } = this.statements;
    for (const statement of [...createTables, ...createRole, ...grants]) await this.connection.run(statement);
  }
}
