import { expect } from "chai";
import { refusalOf, stage } from "./stage";

describe("failover plan", () => {
  it("prints what will be done in order, with what is irreversible and what is lost marked", async () => {
    const { plan } = stage();
    // The region is not lost: without force the plan says so and is refused.
    expect((await plan({})).refusal).to.match(
      /^the database of east acknowledged a beat \d s ago; redoubt switchover --to west loses nothing$/,
    );
    const { lines, refusal, resumed, plan: made } = await plan({ force: "west" });
    expect(refusal).to.equal(null);
    expect(resumed).to.equal(false);
    expect(lines[0]).to.equal(`failover from east to west: run ${made.run}, epoch 1 → 2`);
    expect(lines.filter((line) => line.includes("IRREVERSIBLE"))).to.deep.equal([
      " 4. promote the target's database (side by side, IRREVERSIBLE)",
    ]);
    expect(lines).to.include(" 3. wait until every earlier lease has expired (side by side, 40.809 s)");
    expect(lines.at(-1)).to.match(/^LOSS: acknowledged writes of the last \d+ s before the loss may be lost$/);
    expect((await plan({ mode: "rehearse" })).lines.at(-1)).to.match(/^then: restore the target's standby capacity/);
  });

  it("says before anything is touched that the gate refuses, and what force would lose", async () => {
    const { plan, world } = stage({ beats: "unwritten" });
    expect(await plan({}))
      .to.have.property("refusal")
      .that.matches(/no beat of east was ever recorded/);
    const forced = await plan({ force: "west" });
    expect(forced.refusal).to.equal(null);
    expect(forced.lines.at(-1)).to.equal("LOSS: an unknown amount of acknowledged writes may be lost");
    expect(world.journal.size).to.equal(0);
  });

  it("refuses what makes no sense where things stand", async () => {
    const { plan } = stage();
    expect(await refusalOf(plan({ to: "east" }))).to.match(/^east: is the active region already, since epoch 1/);
    expect(await refusalOf(plan({ force: "east" }))).to.match(/--force: east is not the target/);
    expect(await refusalOf(plan({ force: "west", mode: "switchover" }))).to.match(
      /--force: a switchover loses nothing/,
    );
    expect(await refusalOf(plan({ force: "west", mode: "rehearse" }))).to.match(/--force: a rehearsal loses nothing/);
  });

  it("refuses a failure detector's request once another run holds the lease", async () => {
    const { plan, run } = stage();
    await run({});
    const request = { to: "south", by: "failure detector of south", epoch: 1 };
    expect(await refusalOf(plan(request))).to.equal(
      "south: the loss was found in epoch 1, and the lease is at epoch 2",
    );
    expect((await plan({ ...request, epoch: 2, force: "south" })).refusal).to.equal(null);
  });
});
