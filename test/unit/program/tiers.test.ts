import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { PreviewedResource, PreviewedStack } from "../../../preview/document";
import { ofType, one, previewed, stackOf } from "../../support/preview";

function userDataOf(template: PreviewedResource): string {
  return Buffer.from(String(template.inputs.userData), "base64").toString();
}

for (const stackName of ["prod", "dr"]) {
  describe(`all stacks: web tier of ${stackName}`, () => {
    it("has an internet-facing load balancer with access logs and deletion protection", async () => {
      const balancer = one(stackOf(await previewed(), stackName), "lb/loadBalancer:LoadBalancer", "tier-web");
      expect(balancer.inputs).to.deep.include({
        internal: false,
        loadBalancerType: "application",
        enableDeletionProtection: true,
        dropInvalidHeaderFields: true,
      });
      expect(balancer.inputs.accessLogs).to.deep.include({ enabled: true, prefix: "tier-web" });
      expect(balancer.protect).to.equal(true);
    });

    it("accepts connections from CloudFront's prefix list only", async () => {
      const stack = stackOf(await previewed(), stackName);
      const rules = ofType(stack, "vpc/securityGroupIngressRule:SecurityGroupIngressRule").filter(
        ({ name }) => name === "tier-web",
      );
      expect(rules).to.have.length(1);
      expect(rules[0]?.inputs).to.include({ fromPort: 443, toPort: 443, ipProtocol: "tcp" });
      expect(rules[0]?.inputs.prefixListId).to.match(/^pl-/);
      expect(rules[0]?.inputs).not.to.have.any.keys("cidrIpv4", "cidrIpv6");
    });

    it("serves HTTPS with a certificate of its region and a TLS 1.3 policy", async () => {
      const stack = stackOf(await previewed(), stackName);
      const listener = one(stack, "lb/listener:Listener", "tier-web");
      expect(listener.inputs).to.include({
        protocol: "HTTPS",
        port: 443,
        sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      });
      expect(listener.inputs.certificateArn).to.match(new RegExp(`^arn:aws:acm:${stack.region}:`));
    });

    it("refuses requests without the origin-verify header, whose value is secret", async () => {
      const stack = stackOf(await previewed(), stackName);
      const listener = one(stack, "lb/listener:Listener", "tier-web");
      const [refusal] = listener.inputs.defaultActions as { type: string; fixedResponse: { statusCode: string } }[];
      expect(refusal?.type).to.equal("fixed-response");
      expect(refusal?.fixedResponse.statusCode).to.equal("403");
      const rule = one(stack, "lb/listenerRule:ListenerRule");
      expect(rule.inputs.conditions).to.deep.equal([
        { httpHeader: { httpHeaderName: "x-origin-verify", values: ["[secret]"] } },
      ]);
      expect(rule.inputs.actions).to.have.nested.property("[0].type", "forward");
    });
  });

  describe(`all stacks: application tier of ${stackName}`, () => {
    it("has an internal load balancer that accepts connections from the web tier only", async () => {
      const stack = stackOf(await previewed(), stackName);
      expect(one(stack, "lb/loadBalancer:LoadBalancer", "tier-application").inputs.internal).to.equal(true);
      const [rule] = ofType(stack, "vpc/securityGroupIngressRule:SecurityGroupIngressRule").filter(
        ({ name }) => name === "tier-application",
      );
      const webInstances = one(stack, "ec2/securityGroup:SecurityGroup", "tier-web-instances");
      expect(rule?.propertyDependencies.referencedSecurityGroupId).to.include(webInstances.urn);
      expect(rule?.inputs).not.to.have.any.keys("cidrIpv4", "cidrIpv6", "prefixListId");
    });
  });

  for (const tier of ["web", "application"] as const) {
    describe(`instances of the ${tier} tier of ${stackName}`, () => {
      it("are launched with IMDSv2, encrypted volumes, no public address and the latest Amazon Linux", async () => {
        const stack = stackOf(await previewed(), stackName);
        const { inputs, propertyDependencies } = one(stack, "ec2/launchTemplate:LaunchTemplate", tier);
        expect(inputs.metadataOptions).to.include({ httpTokens: "required" });
        expect(inputs).to.have.nested.property("networkInterfaces[0].associatePublicIpAddress", "false");
        expect(inputs).to.have.nested.property("blockDeviceMappings[0].ebs.encrypted", "true");
        expect(propertyDependencies.blockDeviceMappings).to.include(one(stack, "kms/key:Key").urn);
        expect(inputs.imageId).to.equal(
          "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64",
        );
        expect(JSON.stringify(stack)).not.to.match(/ami-[0-9a-f]{8,}/);
      });

      it("start with a service that answers /healthz and with the region's settings", async () => {
        const stack = stackOf(await previewed(), stackName);
        const script = userDataOf(one(stack, "ec2/launchTemplate:LaunchTemplate", tier));
        expect(script.startsWith("#!/bin/bash\n")).to.equal(true);
        expect(script).to.include("/healthz");
        expect(script).to.include(`REGION=${stack.region}\n`).and.to.include(`TIER=${tier}\n`);
      });

      it("are health-checked, scaled to their target and refreshed", async () => {
        const stack = stackOf(await previewed(), stackName);
        const group = one(stack, "autoscaling/group:Group", tier);
        expect(group.inputs).to.include({ healthCheckType: "ELB" });
        expect(group.inputs).to.have.nested.property("instanceRefresh.strategy", "Rolling");
        expect(group.inputs.vpcZoneIdentifiers).to.have.length(2);
        const policy = one(stack, "autoscaling/policy:Policy", tier);
        expect(policy.inputs.policyType).to.equal("TargetTrackingScaling");
        expect(policy.propertyDependencies.autoscalingGroupName).to.include(group.urn);
        expect(group.propertyDependencies.targetGroupArns).to.include(
          one(stack, "lb/targetGroup:TargetGroup", tier).urn,
        );
        expect(one(stack, "lb/targetGroup:TargetGroup", tier).inputs).to.have.nested.property(
          "healthCheck.path",
          "/healthz",
        );
      });
    });
  }
}

describe("all stacks: instances", () => {
  it("are launched after the parameters that they read and the database exist", async () => {
    for (const name of ["prod", "dr"]) {
      const stack = stackOf(await previewed(), name);
      const usedAtBoot = [
        ...ofType(stack, "ssm/parameter:Parameter"),
        ...ofType(stack, "rds/instance:Instance"),
        ...ofType(stack, "iam/rolePolicy:RolePolicy").filter((policy) => policy.name.endsWith("-instances")),
      ];
      expect(usedAtBoot.length).to.equal(9);
      for (const tier of ["web", "application"]) {
        const { dependencies } = one(stack, "autoscaling/group:Group", tier);
        const own = usedAtBoot.filter(({ type, name: each }) => !type.includes("rolePolicy") || each.includes(tier));
        const template = one(stack, "ec2/launchTemplate:LaunchTemplate", tier);
        const before = [...dependencies, ...dependenciesOf(stack, template)];
        for (const { urn } of own) expect(before, tier).to.include(urn);
      }
    }
  });
});

/** What a resource depends on, directly or through other resources. */
function dependenciesOf(stack: PreviewedStack, resource: PreviewedResource, seen = new Set<string>()): string[] {
  for (const urn of resource.dependencies) {
    if (seen.has(urn)) continue;
    seen.add(urn);
    const next = stack.resources.find((each) => each.urn === urn);
    if (next) dependenciesOf(stack, next, seen);
  }
  return [...seen];
}

describe("all stacks: capacities", () => {
  it("are smaller in the standby role, and can grow to the active role's", async () => {
    const document = await previewed();
    for (const tier of ["web", "application"]) {
      const [active, standby] = ["prod", "dr"].map(
        (name) => one(stackOf(document, name), "autoscaling/group:Group", tier).inputs as Record<string, number>,
      );
      expect(active?.desiredCapacity).to.be.greaterThan(standby?.desiredCapacity ?? Number.NaN);
      expect(standby?.maxSize).to.be.at.least(active?.desiredCapacity ?? Number.NaN);
      expect(standby?.minSize).to.be.at.least(1);
    }
  });

  it("follow the role and not the region", async () => {
    const swap = await previewed({ activeRegion: "us-west-1" });
    const sizes = (name: string) => one(stackOf(swap, name), "autoscaling/group:Group", "web").inputs.desiredCapacity;
    expect([sizes("prod"), sizes("dr")]).to.deep.equal([2, 4]);
  });
});

describe("all stacks: user data", () => {
  it("installs the lease agent before anything else runs", async () => {
    const script = userDataOf(one(stackOf(await previewed(), "prod"), "ec2/launchTemplate:LaunchTemplate", "web"));
    expect(script).to.include("systemctl enable --now redoubt-lease-agent");
    expect(script).to.include("LEASE_REGIONS=us-east-1,us-east-2,us-west-2\n").and.to.include("LEASE_SECONDS=30\n");
  });

  it("is refused where EC2 would refuse it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "redoubt-"));
    const file = join(folder, "long.sh");
    writeFileSync(file, "#".repeat(16_000));
    const error = await previewed({ web: { userData: file } }).catch((reason: Error) => reason);
    rmSync(folder, { recursive: true });
    expect(error)
      .to.have.property("message")
      .that.matches(/user data of web: \d+ bytes over EC2's limit of 16384; let the script download/);
  });

  it("is the configured file's", async () => {
    const document = await previewed({ web: { userData: "test/fixtures/user-data.sh" } });
    const script = userDataOf(one(stackOf(document, "prod"), "ec2/launchTemplate:LaunchTemplate", "web"));
    expect(script.endsWith(readFileSync("test/fixtures/user-data.sh", "utf8"))).to.equal(true);
    expect(script).to.include("PARAMETER_PATH=/redoubt/redoubt\n");
  });

  it("that does not exist is an error before any resource is registered", async () => {
    const error = await previewed({ web: { userData: "nowhere.sh" } }).catch((reason: Error) => reason);
    expect(error).to.have.property("name", "UserError");
    expect(error).to.have.property("message").that.includes("web.userData: got nowhere.sh");
  });

  it("is for x86-64 Amazon Linux where the instance type is not Graviton's", async () => {
    const document = await previewed({ web: { instanceType: "m7i.large" } });
    expect(one(stackOf(document, "prod"), "ec2/launchTemplate:LaunchTemplate", "web").inputs.imageId).to.match(
      /x86_64$/,
    );
  });
});
