import { expect } from "chai";
import type { ConnectionSettings } from "../../../../failover/adapters/sql/connection";
import { sentinelFunctions } from "../../../../failover/sentinel/handler";
import { SENTINEL_ROLE, STATEMENTS } from "../../../../failover/sentinel/statements";

const ENVIRONMENT = {
  REDOUBT_LEASE: "{}",
  REDOUBT_HOME: "us-west-1",
  REDOUBT_DATABASE_HOST: "db.example.internal",
  REDOUBT_DATABASE_READER_HOST: "db-ro.example.internal",
  REDOUBT_DATABASE_PORT: "5432",
  REDOUBT_DATABASE_NAME: "application",
  REDOUBT_BEAT_SECONDS: "5",
  AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "example",
};

describe("sentinel functions", () => {
  const before = { ...process.env };
  const connections: ConnectionSettings[] = [];
  const statements: unknown[][] = [];
  let closed = 0;
  let rows: Record<string, unknown>[] = [];
  let fault: Error | undefined;

  const { sentinel } = sentinelFunctions("postgres", async (settings) => {
    connections.push(settings);
    return {
      run: async (statement, parameters = []) => {
        statements.push([statement, ...parameters]);
        if (fault) throw fault;
        return rows;
      },
      close: async () => {
        closed++;
      },
    };
  });

  beforeEach(() => {
    Object.assign(process.env, ENVIRONMENT);
    connections.length = 0;
    statements.length = 0;
    closed = 0;
    rows = [];
    fault = undefined;
  });

  afterEach(() => {
    for (const name of Object.keys(ENVIRONMENT)) delete process.env[name];
    Object.assign(process.env, before);
  });

  it("commit a marker as the sentinel's own role, with an IAM token, over TLS", async () => {
    expect(await sentinel({ action: "write-marker", marker: "run-1" })).to.deep.equal({ marker: "run-1" });
    expect(statements).to.deep.equal([[STATEMENTS.postgres.commitMarker, "run-1"]]);
    const [settings] = connections;
    expect(settings).to.include({ host: "db.example.internal", port: 5432, user: SENTINEL_ROLE, tls: true });
    expect(settings?.password).to.match(/^db\.example\.internal:5432\/\?.*Action=connect.*DBUser=redoubt_sentinel/);
    expect(closed).to.equal(1);
  });

  it("read the newest marker, or none", async () => {
    expect(await sentinel({ action: "read-marker" })).to.deep.equal({ marker: null });
    rows = [{ marker: "run-1" }];
    expect(await sentinel({ action: "read-marker" })).to.deep.equal({ marker: "run-1" });
  });

  it("read at the host that answers in a standby, with a token for that host", async () => {
    await sentinel({ action: "read-marker" });
    expect(connections[0]?.host).to.equal("db-ro.example.internal");
    expect(connections[0]?.password).to.match(/^db-ro\.example\.internal:5432/);
  });

  it("fail, and close the connection, where the database refuses the write", async () => {
    fault = new Error("cannot execute INSERT in a read-only transaction");
    const error = await sentinel({ action: "write-marker", marker: "run-1" }).catch((thrown: Error) => thrown);
    expect(error).to.equal(fault);
    expect(closed).to.equal(1);
  });

  it("name the variable that is missing", async () => {
    delete process.env.REDOUBT_DATABASE_HOST;
    const error = await sentinel({ action: "read-marker" }).catch((thrown: Error) => thrown.message);
    expect(error).to.equal("REDOUBT_DATABASE_HOST: not set; the function's component sets it");
  });
});
