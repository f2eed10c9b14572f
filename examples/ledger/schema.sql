-- An entry of the ledger, with the region that accepted it and the lease's epoch by which it did.
create table entries (
  number bigint primary key,
  region text not null,
  epoch integer not null
);

-- What a failover writes to see that writing works; without an epoch where it went to the database whatever the lease says.
create table markers (
  id bigint generated always as identity primary key,
  marker text not null,
  region text not null,
  epoch integer
);
