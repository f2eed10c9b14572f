import { ComponentResource } from "@pulumi/pulumi";
import { expect } from "chai";
import { httpsListener } from "../../../../components/compute/https-listener";
import { one } from "../../../support/preview";
import { runAlone } from "../../../support/run-program";

const args = {
  region: "us-east-1",
  loadBalancerArn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/web/1",
  targetGroupArn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/1",
  certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1",
};

const run = (originVerify?: string) =>
  runAlone(async () => {
    httpsListener("web", { ...args, originVerify }, new ComponentResource("test:index:Parent", "parent"));
    return {};
  });

describe("httpsListener", () => {
  it("accepts TLS 1.2 and 1.3 only", async () => {
    expect(one(await run(), "lb/listener:Listener").inputs).to.include({
      port: 443,
      protocol: "HTTPS",
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
    });
  });

  it("refuses by default, and forwards only with the secret header, where one is given", async () => {
    const stack = await run("example");
    expect(one(stack, "lb/listener:Listener").inputs).to.have.nested.property(
      "defaultActions[0].type",
      "fixed-response",
    );
    expect(one(stack, "lb/listenerRule:ListenerRule").inputs).to.have.nested.property("actions[0].type", "forward");
  });
});
