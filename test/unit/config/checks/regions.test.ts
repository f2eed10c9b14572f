import { expect } from "chai";
import { configErrorsOf, itRefuses, regionSettings } from "../../../support/config-errors";

describe("configuration checks: regions", () => {
  it("refuses a deployment in GovCloud alone, because names and policies are those of the commercial partition", () => {
    const settings = {
      activeRegion: "us-gov-west-1",
      regions: {
        "us-gov-west-1": { stack: "prod", cidr: "10.10.0.0/16" },
        "us-gov-east-1": { stack: "dr", cidr: "10.20.0.0/16" },
      },
    };
    expect(configErrorsOf(settings)).to.deep.equal([
      "regions.us-gov-west-1: us-gov-west-1 is in partition aws-us-gov; use regions of the commercial partition (aws)",
      "regions.us-gov-east-1: us-gov-east-1 is in partition aws-us-gov; use regions of the commercial partition (aws)",
    ]);
  });

  itRefuses([
    [
      "an active region that is not among the regions",
      { activeRegion: "eu-west-1" },
      "activeRegion: eu-west-1 is not among the regions; use one of us-east-1, us-west-1",
    ],
    [
      "a home region of another partition",
      { homeRegion: "us-gov-west-1" },
      "homeRegion: us-gov-west-1 is in partition aws-us-gov; use a region of the commercial partition (aws)",
    ],
    [
      "a primary secret in a region that the system does not use",
      { secretRegion: "eu-west-1" },
      "secretRegion: eu-west-1 is not among the regions; use one of us-east-1, us-west-1",
    ],
    [
      "a single region",
      { regions: { "us-east-1": { stack: "prod", cidr: "10.10.0.0/16" } } },
      "regions: got 1; recovery needs at least two regions",
    ],
    [
      "a quarantined region that is not among the regions",
      { quarantined: ["eu-west-1"] },
      "quarantined[0]: eu-west-1 is not among the regions; use one of us-east-1, us-west-1",
    ],
    [
      "a quarantined active region",
      { quarantined: ["us-east-1"] },
      "quarantined[0]: us-east-1 is the active region; only a former active region can be quarantined",
    ],
    [
      "two stacks with one name",
      regionSettings({ west: { stack: "prod" } }),
      "regions.us-west-1.stack: prod is already the name of us-east-1's stack; choose another",
    ],
    [
      "a stack with a fixed stack's name",
      regionSettings({ west: { stack: "edge" } }),
      "regions.us-west-1.stack: edge is already the name of the edge stack; choose another",
    ],
    [
      "GovCloud beside commercial regions",
      { regions: { ...regionSettings().regions, "us-gov-west-1": { stack: "gov", cidr: "10.30.0.0/16" } } },
      "regions.us-gov-west-1: us-gov-west-1 is in partition aws-us-gov; use regions of the commercial partition (aws)",
    ],
    [
      "an abandoned region of another partition",
      { abandoned: { "eusc-de-east-1": { stack: "old", cidr: "10.30.0.0/16" } } },
      "abandoned.eusc-de-east-1: eusc-de-east-1 is in partition aws-eusc; use regions of the commercial partition (aws)",
    ],
    [
      "China beside commercial regions",
      { regions: { ...regionSettings().regions, "cn-north-1": { stack: "china", cidr: "10.30.0.0/16" } } },
      "regions.cn-north-1: cn-north-1 is in partition aws-cn; use regions of the commercial partition (aws)",
    ],
  ]);
});
