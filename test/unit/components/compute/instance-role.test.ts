import { expect } from "chai";
import { InstanceRole } from "../../../../components";
import { one, policyOf } from "../../../support/preview";
import { runComponents } from "../../../support/run-program";

describe("InstanceRole", () => {
  const run = () =>
    runComponents(
      (opts) =>
        new InstanceRole(
          "web-instances",
          {
            description: "Instances of the web tier",
            permissions: [
              { actions: "ssm:GetParameter", resources: "arn:aws:ssm:us-east-1:123456789012:parameter/shop" },
            ],
          },
          opts,
        ),
    );

  it("has the listed permissions and those of Session Manager", async () => {
    const { stack } = await run();
    expect(policyOf(one(stack, "iam/rolePolicy:RolePolicy")).Statement.map(({ Action }) => Action)).to.deep.equal([
      "ssm:GetParameter",
    ]);
    expect(one(stack, "iam/rolePolicyAttachment:RolePolicyAttachment").inputs.policyArn).to.equal(
      "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
    );
  });

  it("provides its profile once the permissions are in place, so that no instance boots without them", async () => {
    const { stack } = await run();
    expect(one(stack, "iam/instanceProfile:InstanceProfile").dependencies).to.include.members([
      one(stack, "iam/rolePolicy:RolePolicy").urn,
      one(stack, "iam/rolePolicyAttachment:RolePolicyAttachment").urn,
    ]);
  });
});
