import { expect } from "chai";
import { configWarnings } from "../../../../config/checks";
import { parseConfig } from "../../../../config/parse";
import { itRefuses, regionSettings } from "../../../support/config-errors";
import { configMap } from "../../../support/preview";

describe("configuration checks: lease", () => {
  itRefuses([
    [
      "lease regions of two sets",
      { leaseRegions: ["us-east-1", "us-east-2", "eu-west-1"] },
      "leaseRegions: got us-east-1, us-east-2, eu-west-1; use three different regions of one of these sets: us-east-1 us-east-2 us-west-2; eu-west-1 eu-west-2 eu-west-3 eu-central-1; ap-northeast-1 ap-northeast-2 ap-northeast-3",
    ],
    [
      "lease regions that all have tiers",
      {
        regions: {
          "us-east-1": { stack: "prod", cidr: "10.10.0.0/16" },
          "us-east-2": { stack: "dr", cidr: "10.20.0.0/16" },
          "us-west-2": { stack: "third", cidr: "10.30.0.0/16" },
        },
      },
      "leaseRegions: got us-east-1, us-east-2, us-west-2, each with a tier; one must be a third site without a tier",
    ],
    [
      "a second lease table whose regions all have tiers or are of two sets",
      { secondLeaseTable: { generation: 2, regions: ["us-east-1", "us-east-2", "eu-west-1"] } },
      "secondLeaseTable.regions: got us-east-1, us-east-2, eu-west-1; use three different regions of one of these sets: us-east-1 us-east-2 us-west-2; eu-west-1 eu-west-2 eu-west-3 eu-central-1; ap-northeast-1 ap-northeast-2 ap-northeast-3",
    ],
    [
      "a second lease table of the same generation",
      { secondLeaseTable: { generation: 1, regions: ["eu-west-1", "eu-west-2", "eu-west-3"] } },
      "secondLeaseTable.generation: got 1 beside leaseGeneration 1; redoubt lease move writes both",
    ],
    [
      "a third site that hosts a tier",
      { thirdSite: "us-west-1" },
      "thirdSite: got us-west-1, which hosts a tier; use a region without one",
    ],
    [
      "a third site of another partition",
      { thirdSite: "us-gov-west-1" },
      "thirdSite: us-gov-west-1 is in partition aws-us-gov; use a region of the commercial partition (aws)",
    ],
    [
      "an automatic failover that serves writes without a lease",
      { trigger: "automatic", lease: { onSilence: "serve" } },
      "lease.onSilence: got serve with trigger automatic; set it to refuse, or two isolated regions could both accept writes",
    ],
  ]);

  const european = {
    activeRegion: "eu-west-1",
    regions: {
      "eu-west-1": { stack: "prod", cidr: "10.10.0.0/16" },
      "eu-central-1": { stack: "dr", cidr: "10.20.0.0/16" },
    },
  };

  it("warn of a lease table outside the EU when all data is in it", () => {
    expect(configWarnings(parseConfig(configMap(european)))).to.deep.equal([
      {
        path: "leaseRegions",
        message:
          "us-east-1, us-east-2, us-west-2 are outside the EU, and all regions with data are in it; the lease table and the third site would be outside too; eu-west-1, eu-west-3, eu-central-1 keep them in the EU",
      },
    ]);
  });

  it("do not warn of a lease table in the EU, or of regions outside it", () => {
    const leaseRegions = ["eu-west-1", "eu-west-3", "eu-central-1"];
    expect(configWarnings(parseConfig(configMap({ ...european, leaseRegions })))).to.deep.equal([]);
    expect(configWarnings(parseConfig(configMap(regionSettings())))).to.deep.equal([]);
  });
});
