import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { runAlone } from "../../support/run-program";

/** The message of the error with which a program fails; "none" if it succeeds. */
async function errorOf(program: () => Promise<object>): Promise<string> {
  return runAlone(program).then(
    () => "none",
    (error: Error) => error.message,
  );
}

describe("runStack", () => {
  it("fails with the error of the program", async () => {
    expect(await errorOf(async () => Promise.reject(new Error("raised by the program")))).to.include(
      "raised by the program",
    );
    expect(
      await errorOf(async () => ({
        late: pulumi.output(1).apply((): number => {
          throw new Error("raised in an output");
        }),
      })),
    ).to.include("raised in an output");
  });

  it("returns resources as outputs", async () => {
    const stack = await runAlone(async () => {
      const topic = new aws.sns.Topic("topic", { region: "eu-west-1" });
      return { topic };
    });
    expect(stack.outputs.topic)
      .to.have.property("arn")
      .that.matches(/^arn:aws:sns:eu-west-1:/);
  });
});
