import { expect } from "chai";
import { overlaps, parseCidr } from "../../../config/cidr";
import { ofType, one, previewed, stackOf } from "../../support/preview";

interface Spec {
  readonly type: string;
  readonly name: string;
  readonly cidrBlocks: string[];
}

for (const stackName of ["prod", "dr"]) {
  describe(`all stacks: network of ${stackName}`, () => {
    it("has public, application and database subnets in two zones, disjoint", async () => {
      const vpc = one(stackOf(await previewed(), stackName), "awsx:ec2:Vpc");
      const specs = vpc.inputs.subnetSpecs as Spec[];
      expect(specs.map(({ type, name }) => [type, name])).to.deep.equal([
        ["Public", "public"],
        ["Private", "application"],
        ["Isolated", "database"],
      ]);
      const ranges = specs.flatMap(({ cidrBlocks }) => cidrBlocks).map((text) => ({ text, range: parseCidr(text) }));
      expect(ranges).to.have.length(6);
      for (const one of ranges) {
        for (const other of ranges) {
          if (one === other || !one.range || !other.range) continue;
          expect(overlaps(one.range, other.range), `${one.text} and ${other.text}`).to.equal(false);
        }
      }
    });

    it("has a NAT gateway per zone", async () => {
      const vpc = one(stackOf(await previewed(), stackName), "awsx:ec2:Vpc");
      expect(vpc.inputs.natGateways).to.deep.equal({ strategy: "OnePerAz" });
    });

    it("has encrypted flow logs that are kept for a year", async () => {
      const stack = stackOf(await previewed(), stackName);
      const flowLog = one(stack, "ec2/flowLog:FlowLog");
      const group = one(stack, "cloudwatch/logGroup:LogGroup", "flow-logs");
      expect(flowLog.inputs.trafficType).to.equal("ALL");
      expect(flowLog.propertyDependencies.logDestination).to.include(group.urn);
      expect(group.inputs.retentionInDays).to.equal(365);
      expect(group.propertyDependencies.kmsKeyId).to.include(one(stack, "kms/key:Key").urn);
    });

    it("closes the default security group", async () => {
      const group = one(stackOf(await previewed(), stackName), "ec2/defaultSecurityGroup:DefaultSecurityGroup");
      expect(group.inputs).to.deep.include({ ingress: [], egress: [] });
    });

    it("connects to AWS services through endpoints", async () => {
      const stack = stackOf(await previewed(), stackName);
      const endpoints = ofType(stack, "ec2/vpcEndpoint:VpcEndpoint").map(({ inputs }) => [
        String(inputs.serviceName).split(".").at(-1),
        inputs.vpcEndpointType,
      ]);
      expect(endpoints).to.have.deep.members([
        ...["ssm", "ssmmessages", "ec2messages", "secretsmanager", "kms", "logs"].map((name) => [name, "Interface"]),
        ["accesspoint", "Interface"],
        ...["s3", "dynamodb"].map((name) => [name, "Gateway"]),
      ]);
      const services = ofType(stack, "ec2/vpcEndpoint:VpcEndpoint");
      for (const { inputs } of services)
        expect(inputs.serviceName).to.match(RegExp(`[.](${stack.region}|s3-global)[.]`));
      for (const { inputs } of services.filter(({ inputs }) => inputs.vpcEndpointType === "Interface")) {
        expect(inputs.privateDnsEnabled).to.equal(true);
        expect(inputs.subnetIds).to.have.length(2);
      }
      for (const { inputs } of services.filter(({ inputs }) => inputs.vpcEndpointType === "Gateway")) {
        expect(inputs.routeTableIds).to.have.length(6);
      }
    });
  });
}

describe("all stacks: networks", () => {
  it("permits a single NAT gateway in a standby region, never in the active one", async () => {
    const document = await previewed({ network: { standbyNat: "single" } });
    expect(one(stackOf(document, "prod"), "awsx:ec2:Vpc").inputs.natGateways).to.deep.equal({ strategy: "OnePerAz" });
    expect(one(stackOf(document, "dr"), "awsx:ec2:Vpc").inputs.natGateways).to.deep.equal({ strategy: "Single" });
  });

  it("do not overlap", async () => {
    const document = await previewed();
    const [first, second] = ["prod", "dr"].map((name) =>
      parseCidr(String(one(stackOf(document, name), "awsx:ec2:Vpc").inputs.cidrBlock)),
    );
    if (!first || !second) throw new Error("a network's range is no range");
    expect(overlaps(first, second)).to.equal(false);
  });
});
