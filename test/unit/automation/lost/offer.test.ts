import { expect } from "chai";
import { lostOffer, silentRegions } from "../../../../automation/lost/offer";
import { parseConfig } from "../../../../config/parse";
import { configMap } from "../../../support/preview";

const config = parseConfig(configMap({ activeRegion: "us-west-1", quarantined: ["us-east-1"] }));

describe("automation/lost: offer of --lost", () => {
  const tried: string[] = [];
  const answering = (...answers: string[]) => {
    return async (regions: readonly string[]) => {
      tried.push(...regions);
      return regions.filter((region) => !answers.includes(region));
    };
  };

  it("tries every region with a tier or a lease replica, except those that are named as lost", async () => {
    expect(await silentRegions({ ...config, lost: ["us-east-1"] }, answering("us-west-1"))).to.deep.equal([
      "us-east-2",
      "us-west-2",
    ]);
    expect(tried).to.deep.equal(["us-west-1", "us-east-2", "us-west-2"]);
  });

  it("names only what a failover left where no region answers, because this machine may be offline", async () => {
    expect(await silentRegions(config, answering())).to.deep.equal(["us-east-1"]);
    expect(await silentRegions({ ...config, quarantined: [] }, answering())).to.deep.equal([]);
  });

  it("names the command with the option, and the failover for the active region", () => {
    expect(lostOffer("us-east-1", config, "up")).to.equal(
      "us-east-1 does not answer, and a failover left it. If it is lost, cancel and run redoubt up --lost us-east-1",
    );
    expect(lostOffer("us-east-2", config, "preview")).to.match(
      /^us-east-2 does not answer\. .* preview --lost us-east-2$/,
    );
    expect(lostOffer("us-west-1", config, "up")).to.include("redoubt failover --to REGION");
  });
});
