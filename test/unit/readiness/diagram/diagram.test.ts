import { expect } from "chai";
import { diagramOf } from "../../../../readiness/diagram/diagram";
import type { Diagram } from "../../../../readiness/document";
import { topologyOf } from "../../../../readiness/topology";
import { previewed } from "../../../support/preview";
import { configOf, inventoryOf, reportOf } from "../../../support/report";

const paths = ({ paths: all }: Diagram, kind: string) =>
  all.filter((path) => path.kind === kind).map(({ from, to }) => `${from} ${to}`);

describe("diagramOf", () => {
  it("has every registered resource in exactly one part", async () => {
    const { diagram } = await reportOf();
    const shown = diagram.parts.flatMap(({ resources }) => resources.map(({ urn }) => urn));
    const registered = (await inventoryOf()).resources.map(({ urn }) => urn);
    expect(shown.toSorted()).to.deep.equal(registered.toSorted());
  });

  it("derives each path from a resource that refers to another", async () => {
    const { diagram } = await reportOf();
    expect(paths(diagram, "traffic")).to.deep.equal([
      "outside-visitors edge-distribution",
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
      "edge-routing-store edge-router",
      "edge-router edge-distribution",
      "us-west-1-controller edge-routing-store",
      "us-west-1-controller shared-objects",
      "us-west-1-controller us-west-1-database",
      "us-west-1 shared-lease",
    ]);
    expect(paths(diagram, "control")).to.not.include("us-east-1-controller edge-routing-store");
  });

  it("omits the path of a resource that is removed", async () => {
    const config = configOf();
    const inventory = (await inventoryOf()).without(
      ({ type, role }) => type === "aws:rds/instance:Instance" && role === "standby",
    );
    const diagram = diagramOf(inventory, topologyOf(config), (await previewed()).stacks);
    expect(paths(diagram, "replication")).to.not.include("us-east-1-database us-west-1-database");
  });

  it("marks a quarantined region", async () => {
    const { diagram } = await reportOf({ activeRegion: "us-west-1", quarantined: ["us-east-1"] });
    expect(diagram.groups.map(({ label }) => label)).to.include.members([
      "us-east-1 · quarantined",
      "us-west-1 · active",
    ]);
  });
});
