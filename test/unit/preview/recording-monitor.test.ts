import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { one } from "../../support/preview";
import { runAlone } from "../../support/run-program";

/** The message of the error with which a program fails; "none" if it succeeds. */
async function errorOf(program: () => Promise<object>): Promise<string> {
  return runAlone(program).then(
    () => "none",
    (error: Error) => error.message,
  );
}

describe("RecordingMonitor", () => {
  it("forms URNs as the engine does, with the types of all parents except the stack", async () => {
    class Outer extends pulumi.ComponentResource {
      constructor(name: string) {
        super("test:index:Outer", name);
        new Inner("inner", { parent: this });
      }
    }
    class Inner extends pulumi.ComponentResource {
      constructor(name: string, opts: pulumi.ComponentResourceOptions) {
        super("test:index:Inner", name, {}, opts);
        new aws.sns.Topic("topic", { region: "eu-west-1" }, { parent: this });
      }
    }
    const stack = await runAlone(async () => {
      new Outer("outer");
      return {};
    });
    expect(one(stack, "sns/topic:Topic").urn).to.equal(
      "urn:pulumi:test::test::test:index:Outer$test:index:Inner$aws:sns/topic:Topic::topic",
    );
  });

  it("takes the region from the provider if the resource has none", async () => {
    const stack = await runAlone(async () => {
      const provider = new aws.Provider("there", { region: "eu-west-2" });
      new aws.sns.Topic("there", {}, { provider });
      new aws.sns.Topic("nowhere", {});
      return {};
    });
    expect(one(stack, "sns/topic:Topic", "there").region).to.equal("eu-west-2");
    expect(one(stack, "sns/topic:Topic", "nowhere").region).to.equal(null);
  });

  it("fails on unsupported calls and reads, on unknown stacks and on duplicate names", async () => {
    expect(await errorOf(async () => ({ account: await aws.getBillingServiceAccount() }))).to.include(
      "the program calls aws:index/getBillingServiceAccount:getBillingServiceAccount, which the preview does not support",
    );
    expect(await errorOf(async () => ({ bucket: aws.s3.Bucket.get("found", "id").arn }))).to.include(
      "the program reads a resource of type aws:s3/bucket:Bucket, which the preview does not support",
    );
    expect(
      await errorOf(async () => ({
        other: new pulumi.StackReference("later", { name: "organization/test/later" }).getOutput("x"),
      })),
    ).to.include("stack test reads the outputs of stack organization/test/later, which runs after it");
    expect(
      await errorOf(async () => {
        new aws.sns.Topic("twice", {});
        new aws.sns.Topic("twice", {});
        return {};
      }),
    ).to.include("duplicate resource URN");
  });
});
