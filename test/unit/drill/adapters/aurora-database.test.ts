import { expect } from "chai";
import { LocalAuroraDatabase } from "../../../../drill/adapters/aurora-database";
import { GlobalDatabase } from "../../../../drill/testbed/global-database";
import type { Link } from "../../../../drill/testbed/network/link";
import type { RegionPair } from "../../../../drill/testbed/region/region-pair";
import type { DatabaseMarkers } from "../../../../failover/adapters/markers";
import type { EpochGuard } from "../../../../failover/protocol/epoch-guard";

const NONE = [] as never[];

/** Two regions whose servers answer the statements of the port and of the global database. */
function stage({ reachable = true } = {}) {
  const replicas = new Set(["west"]);
  const resynchronized: string[] = [];
  const regions = Object.fromEntries(
    ["east", "west"].map((name) => {
      const query = async (text: string) => {
        if (text.includes("pg_promote")) replicas.delete(name);
        if (text.includes("pg_is_in_recovery")) return { rows: [{ replica: replicas.has(name), lag: 0, at: 0 }] };
        return { rows: NONE };
      };
      const database = {
        running: true,
        withClient: (use: (client: unknown) => unknown) => use({ query }),
        crash: async () => undefined,
        start: async () => undefined,
      };
      return [name, { name, database, databaseId: `${name}-1` }];
    }),
  );
  const pair = {
    at: (name: string) => regions[name],
    other: (name: string) => regions[name === "east" ? "west" : "east"],
    resynchronize: async (name: string) => {
      replicas.add(name);
      resynchronized.push(name);
    },
  } as unknown as RegionPair;
  const link = { reachable: () => (reachable ? Promise.resolve() : Promise.reject(new Error("silent"))) };
  const service = new GlobalDatabase(pair, () => link as unknown as Link);
  const guard = { check: async () => undefined } as unknown as EpochGuard;
  const database = new LocalAuroraDatabase(pair, guard, {} as DatabaseMarkers, service);
  return { database, resynchronized, service };
}

const target = (region: string, mode: "failover" | "switchover") => ({ region, id: `${region}-1`, epoch: 2, mode });
const signal = new AbortController().signal;

describe("drill: an Aurora Global Database", () => {
  it("makes a former primary a secondary with the same id, and shows it as rejoining until then", async () => {
    const { database, resynchronized, service } = stage();
    await database.promote(target("west", "failover"));
    expect(await database.describe("east")).to.deep.equal({ id: "east-1", role: "rejoining", source: null, lag: null });
    await service.untilRejoined("east", signal);
    expect(resynchronized).to.deep.equal(["east"]);
    expect(await database.describe("east")).to.include({ id: "east-1", role: "replica", source: "west" });
    await service.stop();
  });

  it("refuses a switchover while a member cannot be reached, but not a failover, after which nothing rejoins", async () => {
    const { database, resynchronized, service } = stage({ reachable: false });
    const refusal = await database.promote(target("west", "switchover")).catch((error: Error) => error.message);
    expect(refusal).to.equal("the cluster of east is not available: a switchover needs every member");
    await database.promote(target("west", "failover"));
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(resynchronized).to.deep.equal([]);
    expect(service.isRejoining("east")).to.equal(true);
    await service.stop();
  });

  it("ends its control plane", async () => {
    const { database, resynchronized, service } = stage();
    await service.stop();
    await database.promote(target("west", "failover"));
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(resynchronized).to.deep.equal([]);
  });
});
