import { expect } from "chai";
import { type Box, layOut } from "../../../../readiness/diagram/layout";
import { fourRegions, reportOf } from "../../../support/report";

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

describe("layOut", () => {
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
});
