import { expect } from "chai";
import { originArgs } from "../../../../components/edge/origin";

const origin = { hostname: "us-east-1.origin.example.com", loadBalancerDnsName: "elb", loadBalancerZoneId: "Z1" };

describe("originArgs", () => {
  const { originId, domainName, connectionAttempts, connectionTimeout, customOriginConfig } = originArgs(
    "us-east-1",
    origin,
    "example",
  );

  it("have the region as id, by which the router selects them, and the name that the certificate covers", () => {
    expect({ originId, domainName }).to.deep.equal({ originId: "us-east-1", domainName: origin.hostname });
  });

  it("give up a silent region after 6 s", () => {
    expect(Number(connectionAttempts) * Number(connectionTimeout)).to.equal(6);
  });

  it("connect over TLS 1.2 only", () => {
    expect(customOriginConfig).to.deep.include({ originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1.2"] });
  });
});
