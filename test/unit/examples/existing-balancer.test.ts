import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { parse } from "yaml";
import { evaluatePreview } from "../../../policy/evaluate";
import { ofType, one } from "../../support/preview";
import { runAlone } from "../../support/run-program";

const { config } = parse(readFileSync(join(__dirname, "../../../examples/existing-balancer/Pulumi.yaml"), "utf8"));

describe("examples/existing-balancer", () => {
  it("registers the header's and the prefix list's rules, and neither a load balancer nor public records", async () => {
    const stack = await runAlone(async () => {
      for (const [key, value] of Object.entries<string>(config)) pulumi.runtime.setConfig(key, value);
      return require("../../../examples/existing-balancer");
    });
    const rule = one(stack, "lb/listenerRule:ListenerRule").inputs;
    expect(rule.listenerArn).to.equal(config["existing-balancer:listenerArn"]);
    expect(rule).to.have.nested.property("conditions[0].httpHeader.httpHeaderName", "x-origin-verify");
    const ingress = one(stack, "vpc/securityGroupIngressRule:SecurityGroupIngressRule").inputs;
    expect(ingress.securityGroupId).to.equal(config["existing-balancer:securityGroupId"]);
    expect(ofType(stack, "lb/loadBalancer:LoadBalancer")).to.deep.equal([]);
    const records = ofType(stack, "route53/record:Record").map(({ inputs }) => inputs.name);
    expect(records).to.include("us-east-1.origin.example.com");
    expect(records).not.to.include.members(["example.com", "www.example.com"]);
    const { violations } = evaluatePreview({ stacks: [stack] });
    const mandatory = violations.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
    expect(mandatory.map(({ message, policy }) => `${policy}: ${message}`)).to.deep.equal([]);
  });
});
