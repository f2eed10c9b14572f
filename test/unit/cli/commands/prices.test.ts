import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect } from "chai";
import { COMMERCIAL_REGIONS } from "../../../../config/aws/regions";
import { readPriceFile } from "../../../../readiness";
import { priceListAnswers } from "../../../support/price-list";
import { runCli } from "../../../support/run-cli";
import { temporaryFolder } from "../../../support/temporary-folder";

describe("redoubt prices", () => {
  let server: Server;
  let folder: string;
  const { REDOUBT_PRICE_LIST } = process.env;

  before((done) => {
    folder = temporaryFolder("prices");
    const answers = priceListAnswers();
    server = createServer(({ url = "" }, response) => {
      const text = answers[url];
      response.statusCode = text === undefined ? 404 : 200;
      response.end(text);
    });
    server.listen(0, "127.0.0.1", () => {
      process.env.REDOUBT_PRICE_LIST = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      done();
    });
  });
  after(() => {
    server.close();
    if (REDOUBT_PRICE_LIST === undefined) delete process.env.REDOUBT_PRICE_LIST;
    else process.env.REDOUBT_PRICE_LIST = REDOUBT_PRICE_LIST;
  });

  it("refuses a folder, and a file in a folder that does not exist, before it fetches anything", async () => {
    for (const [out, reason] of [
      [folder, "which is a folder"],
      [join(folder, "none", "prices.json"), "whose folder does not exist"],
    ] as const) {
      const { exitCode, stderr } = await runCli("prices", "--regions", "eu-west-1", "--out", out);
      expect(exitCode).to.equal(1);
      expect(stderr).to.match(new RegExp(`^--out: got ${out}, ${reason}; [^\\n]+\\n$`));
    }
  });

  it("writes the prices of regions to a file", async () => {
    const out = join(folder, "prices.json");
    const { stdout } = await runCli("prices", "--regions", "eu-west-1", "--out", out);
    expect(stdout).to.match(/prices of eu-west-1, 2026-09-12/);
    const { date, prices: written } = JSON.parse(readFileSync(out, "utf8"));
    expect(date).to.equal("2026-09-12");
    expect(written).to.deep.include({ key: "nat", unit: "hour", region: "eu-west-1", price: 0.048 });
  });

  it("names a region that the price list does not have", async () => {
    const { stderr } = await runCli(
      "prices",
      "--regions",
      "eu-west-1",
      "eu-north-1",
      "--out",
      join(folder, "two.json"),
    );
    expect(stderr).to.include("the price list has no prices of eu-north-1");
  });

  it("covers every commercial region with --all-regions", async () => {
    const { stdout } = await runCli("prices", "--all-regions", "--out", join(folder, "all.json"));
    expect(COMMERCIAL_REGIONS).to.include.members(["af-south-1", "ap-southeast-7", "mx-central-1", "us-west-1"]);
    expect(stdout).to.include(`prices of ${COMMERCIAL_REGIONS.join(", ")}`);
  });

  it("refuses a region that AWS does not have, in one line", async () => {
    const { exitCode, stderr } = await runCli("prices", "--regions", "eu-west-9");
    expect(exitCode).to.equal(1);
    expect(stderr).to.equal("--regions: got eu-west-9; use commercial regions such as us-east-1\n");
  });

  it("reports an answer of another kind in one line", async () => {
    const address = process.env.REDOUBT_PRICE_LIST;
    process.env.REDOUBT_PRICE_LIST = "http://127.0.0.1:1";
    try {
      const { exitCode, stderr } = await runCli("prices", "--regions", "eu-west-1", "--out", join(folder, "none.json"));
      expect(exitCode).to.equal(1);
      expect(stderr).to.match(/^http:\/\/127\.0\.0\.1:1\/.*: no answer \(.*\); check the network and try again\n$/);
    } finally {
      process.env.REDOUBT_PRICE_LIST = address;
    }
  });

  it("writes what the report reads, and the report refuses any other file", async () => {
    const out = join(folder, "read.json");
    await runCli("prices", "--regions", "eu-west-1", "--out", out);
    expect(readPriceFile(out).prices).to.not.be.empty;
    writeFileSync(out, "{}");
    const { exitCode, stderr } = await runCli("report", "--prices", out, "--out", join(folder, "report"));
    expect(exitCode).to.equal(1);
    expect(stderr).to.include(`${out}: not a file of prices; write one with redoubt prices`);
  });
});
