import { expect } from "chai";
import { agrees, confirmByTyping } from "../../../../cli/terminal/confirmation";
import { userErrorOf, withoutTerminal } from "../../../support/deployed-project";

describe("cli/terminal/confirmation", () => {
  withoutTerminal();

  it("does not take silence for consent when standard input is not a terminal", async () => {
    expect(await agrees("write?")).to.equal(false);
    expect(await userErrorOf(() => confirmByTyping("us-west-1", "sure?"))).to.equal(
      "standard input is not a terminal; confirm with --yes",
    );
  });
});
