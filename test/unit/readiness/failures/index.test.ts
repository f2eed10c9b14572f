import { expect } from "chai";
import { failureMatrix } from "../../../../readiness/failures";
import { containers } from "../../../support/containers";
import { configOf, inventoryOf, reportOf } from "../../../support/report";

describe("the failure matrix", () => {
  it("has a row for each failure, with every control present for the shipped configuration", async () => {
    const { failures } = await reportOf();
    expect(failures.map(({ failure }) => failure)).to.deep.equal([
      ...["instance", "zone", "database instance", "region", "region never returns"],
      ...["edge control plane", "lease region", "replication stalled", "corruption", "operator error"],
    ]);
    const missing = failures.flatMap(({ failure, detectedBy, handledBy }) =>
      [...detectedBy, ...handledBy].filter(({ present }) => !present).map(({ control }) => `${failure}: ${control}`),
    );
    expect(missing).to.deep.equal([]);
    expect(failures.find(({ failure }) => failure === "region")).to.deep.include({
      automatic: "partly",
      lost: "database: up to 1.8 min; objects: up to 15 min",
    });
  });

  it("has every control for tiers on Fargate, and misses the other tasks where a tier runs one", async () => {
    const missingIn = (failures: ReturnType<typeof failureMatrix>) =>
      failures
        .flatMap(({ detectedBy, handledBy }) => [...detectedBy, ...handledBy])
        .flatMap(({ control, present }) => (present ? [] : [control]));
    const inventory = await inventoryOf(containers);
    expect(missingIn(failureMatrix(inventory, configOf(containers)))).to.deep.equal([]);
    const single = inventory.mapped((item) =>
      item.type === "aws:ecs/service:Service" ? { ...item, inputs: { ...item.inputs, desiredCount: 1 } } : item,
    );
    expect(missingIn(failureMatrix(single, configOf(containers)))).to.include(
      "at least two instances or tasks per tier in the active region",
    );
  });

  it("marks a control as missing when its resources are removed", async () => {
    const inventory = await inventoryOf();
    const config = configOf();
    const complete = failureMatrix(inventory, config);
    let controls = 0;
    for (const row of complete) {
      for (const { control, policies, resources } of [...row.detectedBy, ...row.handledBy]) {
        const gone = new Set(resources);
        const reduced = inventory.without(({ urn }) => gone.has(urn));
        const changed = failureMatrix(reduced, config).find(({ failure }) => failure === row.failure);
        const found = [...(changed?.detectedBy ?? []), ...(changed?.handledBy ?? [])].find(
          (each) => each.control === control,
        );
        expect(found, `${row.failure}: ${control}`).to.deep.equal({ control, policies, present: false, resources: [] });
        controls += 1;
      }
    }
    expect(controls).to.be.greaterThan(25);
  });

  const consequences: readonly { title: string; drop: RegExp; failure: string; automatic: string; outage: RegExp }[] = [
    { title: "no replica", drop: /::tier-database-g1$/, failure: "region", automatic: "no", outage: /by hand/ },
    {
      title: "no routing store",
      drop: /KeyValueStore::/,
      failure: "edge control plane",
      automatic: "no",
      outage: /cannot change the routing/,
    },
    {
      title: "no lease",
      drop: /dynamodb\/table/,
      failure: "lease region",
      automatic: "no",
      outage: /cannot be renewed/,
    },
    {
      title: "no alarms",
      drop: /metricAlarm/,
      failure: "replication stalled",
      automatic: "no",
      outage: /nobody is notified/,
    },
    { title: "no database", drop: /rds\/instance:/, failure: "zone", automatic: "partly", outage: /restored/ },
  ];
  for (const { title, drop, failure, automatic, outage } of consequences) {
    it(`shows the consequences: ${title}`, async () => {
      const inventory = (await inventoryOf()).without(({ urn }) => drop.test(urn));
      const row = failureMatrix(inventory, configOf()).find((each) => each.failure === failure);
      expect(row?.automatic).to.equal(automatic);
      expect(row?.outage).to.match(outage);
    });
  }

  it("needs redoubt abandon for a new standby when a region with a tier has the primaries of the key and the secret", async () => {
    const rowOf = async (settings: Readonly<Record<string, unknown>>) =>
      (await reportOf(settings)).failures.find(({ failure }) => failure === "region never returns");
    expect(await rowOf({})).to.deep.include({ automatic: "partly", lost: "nothing after the failover" });
    expect((await rowOf({}))?.outage).to.include(
      "estimated at no less than 8.4 min, and 146.6 min for each TiB of objects; AWS documents no upper bound",
    );
    const row = await rowOf({ homeRegion: "us-east-1" });
    expect(row?.automatic).to.equal("no");
    expect(row?.outage).to.include("redoubt abandon prepares both");
  });

  it("is automatic with an automatic trigger", async () => {
    const settings = { trigger: "automatic" };
    const row = (await reportOf(settings)).failures.find(({ failure }) => failure === "region");
    expect(row?.automatic).to.equal("yes");
  });

  it("warns that two regions may write with lease.onSilence: serve", async () => {
    const row = (await reportOf({ lease: { onSilence: "serve" } })).failures.find(
      ({ failure }) => failure === "lease region",
    );
    expect(row?.outage).to.include("two regions may write");
  });

  it("loses what is deleted without protection", async () => {
    const inventory = (await inventoryOf()).mapped((item) => ({
      ...item,
      protect: false,
      inputs: { ...item.inputs, deletionProtection: false, skipFinalSnapshot: true, backupRetentionPeriod: 0 },
    }));
    const rows = failureMatrix(inventory, configOf());
    expect(rows.find(({ failure }) => failure === "operator error")).to.deep.include({
      automatic: "no",
      lost: "what was deleted",
    });
    expect(rows.find(({ failure }) => failure === "corruption")?.lost).to.equal(
      "the database; objects have their old versions",
    );
  });

  it("restores a single-zone database from its replica, from a backup, or not at all", async () => {
    const shipped = await inventoryOf();
    const inputs = { multiAz: false };
    const single = shipped.mapped((item) => ({ ...item, inputs: { ...item.inputs, ...inputs } }));
    const lost = (inventory: typeof shipped) =>
      failureMatrix(inventory, configOf()).find(({ failure }) => failure === "database instance")?.lost;
    expect(lost(single)).to.equal("what the replica had not received yet");
    const alone = single.mapped((item) => ({ ...item, inputs: { ...item.inputs, replicateSourceDb: undefined } }));
    expect(lost(alone)).to.equal("up to five minutes of writes");
    expect(lost(alone.mapped((item) => ({ ...item, inputs: { ...item.inputs, backupRetentionPeriod: 0 } })))).to.equal(
      "everything",
    );
  });
});
