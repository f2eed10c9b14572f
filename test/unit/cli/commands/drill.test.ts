import { expect } from "chai";
import { main } from "../../../../cli/main";

describe("redoubt drill", () => {
  it("rejects an unknown scenario and lists the known ones", async () => {
    const written: string[] = [];
    const write = process.stderr.write;
    process.stderr.write = (text) => written.push(String(text)) > 0;
    await main(["node", "redoubt", "drill", "flood"]).finally(() => {
      process.stderr.write = write;
    });
    expect(process.exitCode).to.equal(1);
    process.exitCode = undefined;
    expect(written.join("")).to.contain('no scenario "flood"').and.to.contain("region-loss, partition");
  });
});
