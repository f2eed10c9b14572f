import { expect } from "chai";
import type { PreviewedStack } from "../../../preview/document";
import { ofType, one, policyOf, previewed, stackOf } from "../../support/preview";

/** Ports that a rule opens. */
function opens(inputs: Record<string, unknown>, port: number): boolean {
  return inputs.ipProtocol === "-1" || (Number(inputs.fromPort) <= port && port <= Number(inputs.toPort));
}

const ingress = (stack: PreviewedStack) => ofType(stack, "vpc/securityGroupIngressRule:SecurityGroupIngressRule");

for (const stackName of ["prod", "dr"]) {
  describe(`all stacks: operator access in ${stackName}`, () => {
    it("is Session Manager on all instances", async () => {
      const stack = stackOf(await previewed(), stackName);
      const attached = ofType(stack, "iam/rolePolicyAttachment:RolePolicyAttachment").filter(
        ({ inputs }) => inputs.policyArn === "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
      );
      expect(attached.map(({ inputs }) => String(inputs.role).replace(/-[0-9a-f]{7}$/, ""))).to.have.members([
        "tier-web-instances",
        "tier-application-instances",
      ]);
    });

    it("has a break-glass endpoint that is closed until a range is configured", async () => {
      const closed = stackOf(await previewed(), stackName);
      one(closed, "ec2transitgateway/instanceConnectEndpoint:InstanceConnectEndpoint");
      expect(ingress(closed).filter(({ inputs }) => opens(inputs, 22))).to.have.length(0);
      const open = stackOf(await previewed({ breakGlassCidrs: ["198.51.100.0/24"] }), stackName);
      const rules = ingress(open).filter(({ inputs }) => opens(inputs, 22));
      expect(rules.map(({ inputs }) => inputs.cidrIpv4)).to.deep.equal(["198.51.100.0/24", "198.51.100.0/24"]);
    });

    it("permits no access from the internet", async () => {
      const stack = stackOf(await previewed(), stackName);
      for (const { inputs, urn } of ingress(stack)) {
        expect(inputs.cidrIpv4, urn).not.to.equal("0.0.0.0/0");
        expect(inputs, urn).not.to.have.property("cidrIpv6");
      }
    });
  });

  describe(`all stacks: identity in ${stackName}`, () => {
    it("permits the application to read its secret, its bucket and its parameters, by name", async () => {
      const stack = stackOf(await previewed(), stackName);
      const { Statement } = policyOf(one(stack, "iam/rolePolicy:RolePolicy", "tier-application-instances"));
      const resources = (action: string) =>
        Statement.filter(({ Action }) => Action.includes(action)).flatMap(({ Resource }) => Resource);
      expect(resources("secretsmanager:GetSecretValue")).to.have.length(1);
      expect(resources("secretsmanager:GetSecretValue")[0]).to.match(
        new RegExp(`^arn:aws:secretsmanager:${stack.region}:`),
      );
      expect(resources("s3:PutObject")).to.have.length(2);
      expect(resources("s3:PutObject")[0]).to.include(`objects-${stack.region}`);
      expect(resources("ssm:GetParameter")).to.include(
        `arn:aws:ssm:${stack.region}:123456789012:parameter/redoubt/redoubt/*`,
      );
    });

    it("permits the application to read objects of other regions through the access point, with those regions' keys", async () => {
      const document = await previewed();
      const { Statement } = policyOf(
        one(stackOf(document, stackName), "iam/rolePolicy:RolePolicy", "tier-application-instances"),
      );
      const allowed = (action: string, arn: string) =>
        Statement.filter(({ Action }) => Action.includes(action))
          .flatMap(({ Resource }) => Resource)
          .some((pattern) => new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(arn));
      const { bucketArns, dataKeyArns } = stackOf(document, "global").outputs as Record<string, Record<string, string>>;
      for (const arn of Object.values(dataKeyArns ?? {})) expect(allowed("kms:Decrypt", arn), arn).to.equal(true);
      for (const arn of Object.values(bucketArns ?? {}))
        expect(allowed("s3:GetObject", `${arn}/a`), arn).to.equal(true);
      for (const [region, arn] of Object.entries(dataKeyArns ?? {})) {
        expect(allowed("kms:GenerateDataKey", arn), arn).to.equal(region === stackOf(document, stackName).region);
      }
    });

    it("does not permit the web tier to read a secret or a bucket", async () => {
      const stack = stackOf(await previewed(), stackName);
      const actions = policyOf(one(stack, "iam/rolePolicy:RolePolicy", "tier-web-instances")).Statement.flatMap(
        ({ Action }) => Action,
      );
      expect(actions.filter((action) => /^(secretsmanager|s3|kms):/.test(action))).to.deep.equal([]);
    });

    it("limits instances to the lease and their own region's renewal", async () => {
      const stack = stackOf(await previewed(), stackName);
      const { Statement } = policyOf(one(stack, "iam/rolePolicy:RolePolicy", "tier-web-instances"));
      const written = Statement.find(({ Action }) => Action.includes("dynamodb:UpdateItem"));
      expect(written?.Condition).to.deep.equal({
        "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": [`renewal#${stack.region}`] },
      });
      // The agent never replaces an item.
      expect(Statement.flatMap(({ Action }) => Action)).not.to.include("dynamodb:PutItem");
    });
  });
}

describe("all stacks: trust of roles", () => {
  it("is limited to the account where the service documents aws:SourceAccount for the role", async () => {
    const services = /^(vpc-flow-logs|monitoring\.rds|states)\.amazonaws\.com$/;
    const document = await previewed();
    const trusts = document.stacks.flatMap((stack) =>
      ofType(stack, "iam/role:Role").flatMap((role) => policyOf(role, "assumeRolePolicy").Statement),
    );
    const checked = trusts.filter(({ Principal }) => services.test((Principal as { Service: string }).Service));
    expect(checked.length).to.equal(6);
    for (const trust of checked) {
      expect(trust.Condition).to.have.nested.property("StringEquals.aws:SourceAccount", "123456789012");
      expect(trust.Condition).to.have.nested.property("ArnLike.aws:SourceArn");
    }
  });
});

describe("all stacks: policies of roles", () => {
  it("name their actions and resources without wildcards", async () => {
    const document = await previewed();
    for (const stack of document.stacks) {
      for (const role of ofType(stack, "iam/rolePolicy:RolePolicy")) {
        for (const { Action, Resource, Condition } of policyOf(role).Statement) {
          expect([Action].flat(), role.urn).not.to.include("*");
          // Actions without resource-level permissions are limited to a region.
          if (Condition?.StringEquals?.["aws:RequestedRegion"] !== undefined) continue;
          expect([Resource].flat(), role.urn).not.to.include("*");
        }
      }
    }
  });
});
