import { expect } from "chai";
import { transformed } from "../../../components/transform";

interface Args {
  size: number;
  color?: string;
}

describe("transformed", () => {
  it("returns what it is given without a transform", () => {
    const args = { size: 1 };
    const opts = { protect: true };
    expect(transformed(undefined, "box", args, opts)).to.deep.equal(["box", args, opts]);
  });

  it("replaces single arguments by an object", () => {
    expect(transformed<Args>({ color: "red" }, "box", { size: 1 }, {})).to.deep.equal([
      "box",
      { size: 1, color: "red" },
      {},
    ]);
  });

  it("lets a function edit arguments and options, and leaves the originals unchanged", () => {
    const args: Args = { size: 1 };
    const opts = { protect: true };
    const [name, edited, options] = transformed<Args>(
      (own, ownOptions, ownName) => {
        own.size += 1;
        own.color = ownName;
        ownOptions.protect = false;
      },
      "box",
      args,
      opts,
    );
    expect([name, edited, options]).to.deep.equal(["box", { size: 2, color: "box" }, { protect: false }]);
    expect([args, opts]).to.deep.equal([{ size: 1 }, { protect: true }]);
  });
});
