/** SQL dialects of the sentinel; MariaDB uses MySQL's. */
export type SqlFamily = "postgres" | "mysql";

/** The schema that holds the tables of the sentinel. */
const SENTINEL_SCHEMA = "redoubt";

/** The database role of the sentinel. */
export const SENTINEL_ROLE = "redoubt_sentinel";

/** The sentinel's statements in one dialect. Parameters are placeholders; nothing is interpolated. */
export interface Statements {
  /** Parameters: epoch, milliseconds since 1970. */
  readonly commitBeat: string;
  /** One row: epoch, at. No row if there is no beat. */
  readonly readBeat: string;
  /** Parameter: the marker. */
  readonly commitMarker: string;
  /** One row: marker. No row if there is no marker. */
  readonly readMarker: string;
  /** Creates the schema and its tables. Like the next two, run as the master user; running it again changes nothing. */
  readonly createTables: readonly string[];
  /** Creates the role, which signs in with IAM tokens. */
  readonly createRole: readonly string[];
  /** Permits the role to read and write the two tables, and nothing else. */
  readonly grants: readonly string[];
}

const POSTGRES: Statements = {
  commitBeat: `insert into ${SENTINEL_SCHEMA}.beat (id, epoch, at) values (1, $1, $2)
    on conflict (id) do update set epoch = excluded.epoch, at = excluded.at`,
  readBeat: `select epoch::float8 as epoch, at::float8 as at from ${SENTINEL_SCHEMA}.beat`,
  commitMarker: `insert into ${SENTINEL_SCHEMA}.marker (id, marker) values (1, $1)
    on conflict (id) do update set marker = excluded.marker`,
  readMarker: `select marker from ${SENTINEL_SCHEMA}.marker`,
  createTables: [
    `create schema if not exists ${SENTINEL_SCHEMA}`,
    `create table if not exists ${SENTINEL_SCHEMA}.beat (id smallint primary key, epoch bigint not null, at bigint not null)`,
    `create table if not exists ${SENTINEL_SCHEMA}.marker (id smallint primary key, marker text not null)`,
  ],
  createRole: [
    `do $$ begin
      if not exists (select from pg_roles where rolname = '${SENTINEL_ROLE}') then create role ${SENTINEL_ROLE} login; end if;
      if exists (select from pg_roles where rolname = 'rds_iam') then grant rds_iam to ${SENTINEL_ROLE}; end if;
    end $$`,
  ],
  grants: [
    `grant usage on schema ${SENTINEL_SCHEMA} to ${SENTINEL_ROLE}`,
    `grant select, insert, update on all tables in schema ${SENTINEL_SCHEMA} to ${SENTINEL_ROLE}`,
  ],
};

const MYSQL: Statements = {
  commitBeat: `insert into ${SENTINEL_SCHEMA}.beat (id, epoch, at) values (1, ?, ?)
    on duplicate key update epoch = values(epoch), at = values(at)`,
  readBeat: `select epoch, at from ${SENTINEL_SCHEMA}.beat`,
  commitMarker: `insert into ${SENTINEL_SCHEMA}.marker (id, marker) values (1, ?)
    on duplicate key update marker = values(marker)`,
  readMarker: `select marker from ${SENTINEL_SCHEMA}.marker`,
  createTables: [
    `create database if not exists ${SENTINEL_SCHEMA}`,
    `create table if not exists ${SENTINEL_SCHEMA}.beat (id smallint primary key, epoch bigint not null, at bigint not null)`,
    `create table if not exists ${SENTINEL_SCHEMA}.marker (id smallint primary key, marker varchar(255) not null)`,
  ],
  createRole: [
    // RDS for MySQL and for MariaDB sign in with IAM tokens by this plugin (RDS User Guide, "Creating a database account using IAM").
    `create user if not exists '${SENTINEL_ROLE}'@'%' identified with AWSAuthenticationPlugin as 'RDS' require ssl`,
  ],
  grants: [`grant select, insert, update on ${SENTINEL_SCHEMA}.* to '${SENTINEL_ROLE}'@'%'`],
};

export const STATEMENTS: Readonly<Record<SqlFamily, Statements>> = { postgres: POSTGRES, mysql: MYSQL };
