import { expect } from "chai";
import { LoadBalancedTier } from "../../../../components";
import { ofType, one } from "../../../support/preview";
import { runComponents } from "../../../support/run-program";

describe("LoadBalancedTier", () => {
  const run = () =>
    runComponents(
      (opts) =>
        new LoadBalancedTier(
          "web",
          {
            region: "us-east-1",
            vpcId: "vpc-1",
            loadBalancerSubnetIds: ["subnet-1", "subnet-2"],
            instanceSubnetIds: ["subnet-3", "subnet-4"],
            from: { prefixListId: "pl-1" },
            certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1",
            instanceType: "m6g.large",
            capacity: { minimum: 1, desired: 1, maximum: 1 },
            userData: "#!/bin/bash\n",
            permissions: [],
            keyArn: "arn:aws:kms:us-east-1:123456789012:key/1",
            autoScalingRoleArn: "arn:aws:iam::123456789012:role/autoscaling",
            logBucket: "logs",
            transform: { loadBalancer: { idleTimeout: 120 }, scalingPolicy: { enabled: false } },
          },
          opts,
        ),
    );

  it("lets the load balancer, and nothing else, connect to the instances", async () => {
    const { stack } = await run();
    const instances = one(stack, "ec2/securityGroup:SecurityGroup", "web-instances").urn;
    const balancer = ofType(stack, "ec2/securityGroup:SecurityGroup").find(({ name }) => name === "web");
    const toInstances = ofType(stack, "vpc/securityGroupIngressRule:SecurityGroupIngressRule").filter((rule) =>
      rule.propertyDependencies.securityGroupId?.includes(instances),
    );
    expect(toInstances).to.have.length(1);
    expect(toInstances[0]?.inputs).to.include({ fromPort: 8080, toPort: 8080 });
    expect(toInstances[0]?.propertyDependencies.referencedSecurityGroupId).to.deep.equal([balancer?.urn]);
  });

  it("passes a transform to the child that it names", async () => {
    const { stack } = await run();
    expect(one(stack, "lb/loadBalancer:LoadBalancer").inputs.idleTimeout).to.equal(120);
    expect(one(stack, "autoscaling/policy:Policy").inputs.enabled).to.equal(false);
  });
});
