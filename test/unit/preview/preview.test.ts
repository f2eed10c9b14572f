import { expect } from "chai";
import { preview } from "../../../preview/preview";
import { previewed, projectWith } from "../../support/preview";

describe("preview", () => {
  it("is deterministic", async () => {
    const withoutTime = (document: { stacks: object[] }) => document.stacks.map((stack) => ({ ...stack, seconds: 0 }));
    expect(withoutTime(await preview(projectWith()))).to.deep.equal(withoutTime(await previewed()));
  });
});
