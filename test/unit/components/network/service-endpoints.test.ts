import { ComponentResource } from "@pulumi/pulumi";
import { expect } from "chai";
import { serviceEndpoints } from "../../../../components/network/service-endpoints";
import { ofType, one } from "../../../support/preview";
import { runAlone } from "../../../support/run-program";

const ENDPOINT = "ec2/vpcEndpoint:VpcEndpoint";

const run = (services?: readonly string[]) =>
  runAlone(async () => {
    const args = {
      region: "us-west-1",
      vpcId: "vpc-1",
      cidr: "10.0.0.0/16",
      subnetIds: ["subnet-1"],
      routeTableIds: ["rtb-1"],
      services,
    };
    serviceEndpoints("net", args, new ComponentResource("test:index:Parent", "parent"));
    return {};
  });

describe("serviceEndpoints", () => {
  it("carry requests to the Multi-Region Access Point, which the gateway endpoint of S3 does not", async () => {
    const { inputs } = one(await run(), ENDPOINT, "net-s3-global");
    expect(inputs).to.deep.include({
      serviceName: "com.amazonaws.s3-global.accesspoint",
      vpcEndpointType: "Interface",
      privateDnsEnabled: true,
      subnetIds: ["subnet-1"],
    });
    expect(inputs.securityGroupIds).to.have.length(1);
  });

  it("are those of the network's region otherwise", async () => {
    const others = ofType(await run(), ENDPOINT).filter(({ name }) => name !== "net-s3-global");
    for (const { inputs, name } of others) {
      expect(inputs.serviceName, name).to.equal(`com.amazonaws.us-west-1.${name.replace("net-", "")}`);
    }
  });

  it("are those of ECR only where they were requested, because only tasks pull images", async () => {
    const services = async (...args: Parameters<typeof run>) =>
      ofType(await run(...args), ENDPOINT).map(({ inputs }) => String(inputs.serviceName));
    expect((await services()).join()).not.to.include(".ecr.");
    expect(await services(["ecr.api", "ecr.dkr"])).to.have.members([
      "com.amazonaws.us-west-1.ecr.api",
      "com.amazonaws.us-west-1.ecr.dkr",
    ]);
  });

  it("accept TLS connections from the network only", async () => {
    const { inputs } = one(await run(), "vpc/securityGroupIngressRule:SecurityGroupIngressRule");
    expect(inputs).to.include({ cidrIpv4: "10.0.0.0/16", fromPort: 443, toPort: 443 });
  });
});
