import { expect } from "chai";
import { diagramOf } from "../../../../readiness/diagram/diagram";
import { type Box, layOut } from "../../../../readiness/diagram/layout";
import { renderMermaid } from "../../../../readiness/diagram/mermaid";
import { renderSvg } from "../../../../readiness/diagram/svg";
import type { Diagram } from "../../../../readiness/document";
import { topologyOf } from "../../../../readiness/topology";
import { previewed } from "../../../support/preview";
import { configOf, fourRegions, inventoryOf, reportOf } from "../../../support/report";

const overlap = (one: Box, other: Box) =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

const inside = (inner: Box, outer: Box) =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

const paths = ({ paths: all }: Diagram, kind: string) =>
  all.filter((path) => path.kind === kind).map(({ from, to }) => `${from} ${to}`);

describe("the diagram", () => {
  it("has every registered resource in exactly one part", async () => {
    const { diagram } = await reportOf();
    const shown = diagram.parts.flatMap(({ resources }) => resources.map(({ urn }) => urn));
    const registered = (await inventoryOf()).resources.map(({ urn }) => urn);
    expect(shown.toSorted()).to.deep.equal(registered.toSorted());
  });

  it("tells data paths apart, each found in a resource that refers to another", async () => {
    const { diagram } = await reportOf();
    expect(paths(diagram, "traffic")).to.deep.equal([
      "outside-people edge-distribution",
      "edge-distribution us-east-1-web",
    ]);
    expect(paths(diagram, "failover")).to.deep.equal(["edge-distribution us-west-1-web"]);
    expect(paths(diagram, "replication")).to.have.members([
      "us-east-1-database us-west-1-database",
      "us-east-1-bucket shared-objects",
      "us-west-1-bucket shared-objects",
    ]);
    expect(paths(diagram, "data")).to.include.members([
      "us-east-1-web us-east-1-application",
      "us-east-1-application us-east-1-database",
      "us-east-1-application us-east-1-bucket",
    ]);
    expect(paths(diagram, "control")).to.include.members([
      "edge-switch edge-router",
      "edge-router edge-distribution",
      "us-west-1-controller edge-switch",
      "us-west-1-controller shared-objects",
      "us-west-1-controller us-west-1-database",
      "us-west-1 shared-lease",
    ]);
    expect(paths(diagram, "control")).to.not.include("us-east-1-controller edge-switch");
  });

  it("loses a path with the resource that made it", async () => {
    const config = configOf();
    const inventory = (await inventoryOf()).without(
      ({ type, role }) => type === "aws:rds/instance:Instance" && role === "standby",
    );
    const diagram = diagramOf(inventory, topologyOf(config), (await previewed()).stacks);
    expect(paths(diagram, "replication")).to.not.include("us-east-1-database us-west-1-database");
  });

  it("says which region is quarantined", async () => {
    const { diagram } = await reportOf({ activeRegion: "us-west-1", quarantined: ["us-east-1"] });
    expect(diagram.groups.map(({ label }) => label)).to.include.members([
      "us-east-1 · quarantined",
      "us-west-1 · active",
    ]);
  });

  for (const [title, settings] of [
    ["two regions", {}],
    ["four regions", fourRegions],
  ] as const) {
    it(`lays ${title} out without an overlap`, async () => {
      const { diagram } = await reportOf(settings);
      const layout = await layOut(diagram);
      const boxes = diagram.parts.map(({ id, group }) => ({ id, group, box: layout.boxes.get(id) as Box }));
      for (const [index, one] of boxes.entries()) {
        for (const other of boxes.slice(index + 1)) {
          expect(overlap(one.box, other.box), `${one.id} and ${other.id}`).to.equal(false);
        }
        const group = layout.boxes.get(one.group) ?? one.box;
        expect(inside(one.box, group), `${one.id} in ${one.group}`).to.equal(true);
      }
      const groups = diagram.groups.map(({ id }) => layout.boxes.get(id)).filter((box) => box !== undefined);
      for (const [index, one] of groups.entries()) {
        for (const other of groups.slice(index + 1)) expect(overlap(one, other)).to.equal(false);
      }
      expect(layout.paths).to.have.length(diagram.paths.length);
      for (const { points } of layout.paths) expect(points.length).to.be.at.least(2);
    });
  }

  it("draws every part and path as SVG, words as text", async () => {
    const { diagram } = await reportOf();
    const odd = { ...diagram, parts: diagram.parts.map((part) => ({ ...part, label: `<${part.label}> & "co"` })) };
    const svg = renderSvg(odd, await layOut(odd));
    expect(svg).to.include("&lt;Database&gt; &amp; &quot;co&quot;").and.not.include("<Database>");
    expect(svg.match(/<a class="part"/g)).to.have.length(diagram.parts.length - 1);
    expect(svg.match(/<path class="path /g)).to.have.length(diagram.paths.length);
  });

  it("draws the same as a Mermaid flowchart", async () => {
    const { diagram } = await reportOf();
    const lines = renderMermaid(diagram).split("\n");
    expect(lines[0]).to.equal("flowchart TB");
    expect(lines.filter((line) => line.startsWith("  subgraph "))).to.have.length(diagram.groups.length - 1);
    expect(lines.filter((line) => / (==>|-->|-\.->)/.test(line))).to.have.length(diagram.paths.length);
    expect(lines).to.include('    n_us_west_1_database["Database<br/>Multi-AZ · replica"]');
  });
});
