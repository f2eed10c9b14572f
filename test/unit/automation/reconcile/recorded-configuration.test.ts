import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import {
  recordedAfter,
  recordFailover,
  recordRebuild,
  renderRecorded,
} from "../../../../automation/reconcile/recorded-configuration";
import { useDeployedProject, userErrorOf } from "../../../support/deployed-project";

const shipped = readFileSync("Pulumi.yaml", "utf8");

describe("automation/reconcile/recorded-configuration", () => {
  const files = useDeployedProject();
  const afterFailover = recordedAfter({ quarantined: [] }, { active: "us-west-1", formerPrimary: "us-east-1" });

  it("has the active region, and only former primaries in quarantine", () => {
    expect(afterFailover).to.deep.equal({ activeRegion: "us-west-1", quarantined: ["us-east-1"] });
    expect(recordedAfter({ quarantined: ["us-west-1", "eu-west-1"] }, { active: "us-west-1" })).to.deep.equal({
      activeRegion: "us-west-1",
      quarantined: ["eu-west-1"],
    });
  });

  it("writes the lines that it shows, and changes nothing else", () => {
    recordFailover(files.project, afterFailover);
    const before = shipped.split("\n");
    const after = files.text().split("\n");
    expect(after.filter((line) => !before.includes(line)).join("\n")).to.equal(renderRecorded(afterFailover));
    expect(before.filter((line) => !after.includes(line))).to.deep.equal(["  redoubt:activeRegion: us-east-1"]);
  });

  it("replaces the quarantine that an earlier failover recorded", () => {
    recordFailover(files.project, afterFailover);
    recordFailover(files.project, recordedAfter(afterFailover, { active: "us-east-1" }));
    const before = shipped.split("\n");
    const added = files
      .text()
      .split("\n")
      .filter((line) => !before.includes(line));
    expect(added).to.deep.equal(["  redoubt:quarantined: { value: [] }"]);
  });

  it("refuses a file that does not set the active region", async () => {
    writeFileSync(files.project, "name: redoubt\n");
    expect(await userErrorOf(() => recordFailover(files.project, afterFailover))).to.match(
      /config has no redoubt:activeRegion; add this line: redoubt:activeRegion: us-west-1$/,
    );
  });

  it("records a rebuild: no quarantine, and the next generation", () => {
    recordFailover(files.project, afterFailover);
    recordRebuild(files.project, { region: "us-east-1", generation: 2 });
    const { activeRegion, quarantined, regions } = files.config();
    expect([activeRegion, quarantined, regions["us-east-1"]?.database.generation]).to.deep.equal(["us-west-1", [], 2]);
    recordRebuild(files.project, { region: "us-east-1", generation: 3 });
    expect(files.config().regions["us-east-1"]?.database.generation).to.equal(3);
  });

  it("records a rebuild in an entry of several lines, and keeps its comments", () => {
    const entry = "us-east-1:\n        stack: prod # the first\n        cidr: 10.10.0.0/16 # ours";
    writeFileSync(files.project, shipped.replace(/us-east-1: \{ stack: prod, cidr: \S+ \}/, entry));
    recordRebuild(files.project, { region: "us-east-1", generation: 2 });
    expect(files.text()).to.include(
      "us-east-1:\n        database: { generation: 2 }\n        stack: prod # the first\n        cidr: 10.10.0.0/16 # ours\n",
    );
    expect(files.config().regions["us-east-1"]?.database.generation).to.equal(2);
  });

  it("leaves a file unchanged that it cannot edit safely", async () => {
    expect(await userErrorOf(() => recordRebuild(files.project, { region: "mars-1", generation: 2 }))).to.match(
      /has no mars-1/,
    );
    // There is a database section without a generation to replace.
    const text = shipped.replace(
      /us-east-1: \{ stack: prod, cidr: (\S+) \}/,
      "us-east-1: { stack: prod, cidr: $1, database: {} }",
    );
    writeFileSync(files.project, text);
    expect(await userErrorOf(() => recordRebuild(files.project, { region: "us-east-1", generation: 2 }))).to.match(
      /edit it by hand/,
    );
    expect(files.text()).to.equal(text);
  });
});
