import { expect } from "chai";
import { coloured } from "../../../../cli/terminal/colour";

describe("coloured", () => {
  const { NO_COLOR } = process.env;
  afterEach(() => {
    if (NO_COLOR === undefined) delete process.env.NO_COLOR;
    else process.env.NO_COLOR = NO_COLOR;
  });

  it("colours text on a terminal only", () => {
    delete process.env.NO_COLOR;
    expect(coloured("red", "failed", { isTTY: true })).to.equal("\u001b[31mfailed\u001b[39m");
    expect(coloured("red", "failed", { isTTY: false })).to.equal("failed");
  });

  it("leaves text as it is with NO_COLOR", () => {
    process.env.NO_COLOR = "1";
    expect(coloured("red", "failed", { isTTY: true })).to.equal("failed");
  });
});
