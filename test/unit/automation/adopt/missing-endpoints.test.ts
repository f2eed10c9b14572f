import { expect } from "chai";
import { endpointWarnings, missingEndpoints } from "../../../../automation/adopt/missing-endpoints";
import { parseConfig } from "../../../../config/parse";
import { configMap } from "../../../support/preview";

const network = {
  vpcId: "vpc-0a1b2c3d",
  publicSubnetIds: ["subnet-1a", "subnet-1b"],
  applicationSubnetIds: ["subnet-2a", "subnet-2b"],
  databaseSubnetIds: ["subnet-3a", "subnet-3b"],
};
const found = {
  vpcId: network.vpcId,
  cidr: "10.50.0.0/16",
  isDefault: false,
  subnets: [],
  endpointServices: [
    "com.amazonaws.us-east-1.s3",
    "com.amazonaws.us-east-1.ssm",
    "com.amazonaws.s3-global.accesspoint",
  ],
};
const image = (name: string) => `${name}@sha256:${"0".repeat(64)}`;
const withEndpoints = (endpoints: readonly string[], compute = "instances") =>
  parseConfig(
    configMap({
      regions: {
        "us-east-1": { stack: "prod", network: { ...network, endpoints } },
        "us-west-1": { stack: "dr", cidr: "10.20.0.0/16" },
      },
      ...(compute === "fargate" && {
        application: { compute, fargate: { image: image("app") } },
        containers: { agentImage: image("agent") },
      }),
    }),
  );
const warnings = (endpoints: readonly string[], compute?: string) =>
  endpointWarnings(withEndpoints(endpoints, compute), ["us-east-1", "us-west-1"], async () => [
    { ...found, vpcId: "vpc-other" },
    found,
  ]);

describe("the endpoints of an existing network", () => {
  it("are listed with the setting that adds them, for existing networks only", async () => {
    const [warning, ...others] = await warnings([]);
    expect(others).to.deep.equal([]);
    expect(warning?.region).to.equal("us-east-1");
    expect(warning?.message).to.match(
      /^vpc-0a1b2c3d of us-east-1 has no endpoints for ssmmessages, .*: these calls go through NAT; regions\.us-east-1\.network\.endpoints adds them$/,
    );
    expect(warning?.message).not.to.match(/ ssm,|s3|ecr\./);
  });

  it("are not listed when the configuration adds them", async () => {
    expect(await warnings(missingEndpoints(found))).to.deep.equal([]);
  });

  it("include ECR's where tasks pull images", async () => {
    const [warning] = await warnings(missingEndpoints(found), "fargate");
    expect(warning?.message).to.include("has no endpoints for ecr.api, ecr.dkr:");
  });

  it("are not listed where the credentials do not allow to read the network", async () => {
    const refused = () => Promise.reject(new Error("UnauthorizedOperation"));
    expect(await endpointWarnings(withEndpoints([]), ["us-east-1"], refused)).to.deep.equal([]);
  });
});
