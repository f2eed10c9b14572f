import { expect } from "chai";
import type { DatabaseKind } from "../../../readiness/document";
import type { Settings } from "../../support/preview";
import { reportOf } from "../../support/report";

const aurora = (settings: object = {}) => ({ database: { engine: "aurora-postgresql", ...settings } });
const of = (kinds: readonly DatabaseKind[], kind: DatabaseKind["kind"]) => kinds.find((each) => each.kind === kind);

describe("database kinds", () => {
  it("are compared with recovery, loss, failback and cost, whichever is configured", async () => {
    for (const [settings, configured] of [
      [{}, "RDS replica"],
      [aurora(), "Aurora Global Database"],
    ] as const) {
      const { databaseKinds } = await reportOf(settings);
      expect(databaseKinds.filter((each) => each.configured).map(({ kind }) => kind)).to.deep.equal([configured]);
      const [replica, global] = [of(databaseKinds, "RDS replica"), of(databaseKinds, "Aurora Global Database")];
      // Promotion: three minutes at least of RDS, one of Aurora.
      expect((replica?.lowMinutes ?? 0) - (global?.lowMinutes ?? 0)).to.be.closeTo(2, 0.11);
      expect(global?.failback).to.match(/^switch over/);
    }
  });

  it("cost what the configured sizes cost", async () => {
    const { cost, databaseKinds } = await reportOf(aurora());
    const lines = cost.lines.filter(({ service }) => service === "Aurora");
    expect(lines.reduce((sum, { quantity }) => sum + quantity, 0)).to.equal(4);
    const known = lines.reduce((sum, { atReference }) => sum + (atReference ?? 0), 0);
    expect(of(databaseKinds, "Aurora Global Database")?.monthly).to.equal(Math.round(known));
    expect(cost.byUse.map(({ service }) => service)).to.include("Aurora storage, I/O and replicated writes");
  });

  it("lose no more than rds.global_db_rpo permits", async () => {
    const loss = async (settings: Settings) =>
      (await reportOf(settings)).budget.dataLoss.find(({ store }) => store === "database");
    const [free, bounded] = [await loss(aurora()), await loss(aurora({ aurora: { rpoSeconds: 20 } }))];
    expect(free?.highMinutes).to.equal(1.8);
    expect(bounded?.highMinutes).to.equal(1.2);
    expect(bounded?.source).to.include("rds.global_db_rpo");
  });

  it("price a headless standby without instances, and state the time that it adds", async () => {
    const headless = await reportOf(aurora({ aurora: { instances: { standby: 0 } } }));
    const full = await reportOf(aurora());
    const promotion = (report: typeof full) => report.budget.steps.find(({ step }) => step === "promote");
    expect(promotion(headless)?.lowMinutes).to.equal((promotion(full)?.lowMinutes ?? 0) + 5);
    expect(promotion(headless)?.source).to.include("headless");
    const instances = (report: typeof full) =>
      report.cost.lines.filter(({ service }) => service === "Aurora").map(({ location }) => location);
    expect(instances(headless)).to.deep.equal(["us-east-1"]);
  });

  it("fill the failure matrix", async () => {
    const { failures } = await reportOf(aurora());
    const missing = failures.flatMap(({ failure, handledBy }) =>
      handledBy.filter(({ present }) => !present).map(({ control }) => `${failure}: ${control}`),
    );
    expect(missing.filter((text) => /database|replica/.test(text))).to.deep.equal([
      "corruption: automated backups replicated to another region",
    ]);
  });
});
