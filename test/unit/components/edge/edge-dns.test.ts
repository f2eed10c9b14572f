import { Distribution } from "@pulumi/aws/cloudfront";
import { expect } from "chai";
import { edgeDns } from "../../../../components/edge/edge-dns";
import { ofType } from "../../../support/preview";
import { runComponents } from "../../../support/run-program";

describe("edgeDns", () => {
  it("aliases public names to the distribution over IPv4 and IPv6, and each region's name to its load balancer", async () => {
    const { stack } = await runComponents((opts) => {
      const distribution = new Distribution(
        "edge",
        {
          enabled: true,
          origins: [{ originId: "us-east-1", domainName: "us-east-1.origin.example.com" }],
          defaultCacheBehavior: {
            targetOriginId: "us-east-1",
            viewerProtocolPolicy: "redirect-to-https",
            allowedMethods: ["GET", "HEAD"],
            cachedMethods: ["GET", "HEAD"],
          },
          restrictions: { geoRestriction: { restrictionType: "none" } },
          viewerCertificate: { cloudfrontDefaultCertificate: true },
        },
        opts,
      );
      const origins = {
        "us-east-1": { hostname: "us-east-1.origin.example.com", loadBalancerDnsName: "elb", loadBalancerZoneId: "Z2" },
      };
      edgeDns("edge", { hostedZoneId: "Z1", distribution, publicNames: ["example.com"], origins }, distribution);
    });
    const records = ofType(stack, "route53/record:Record").map(({ inputs }) => {
      const [alias] = inputs.aliases as { zoneId: string; evaluateTargetHealth: boolean }[];
      return [inputs.type, inputs.name, alias?.zoneId, alias?.evaluateTargetHealth];
    });
    expect(records).to.have.deep.members([
      ["A", "example.com", "Z2FDTNDATAQYW2", false],
      ["AAAA", "example.com", "Z2FDTNDATAQYW2", false],
      ["A", "us-east-1.origin.example.com", "Z2", true],
    ]);
  });
});
