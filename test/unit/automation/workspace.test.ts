import { readFileSync } from "node:fs";
import { expect } from "chai";
import { deploy, EngineUnavailable } from "../../../automation";
import { UserError } from "../../../errors";
import { withUnreachableAws } from "../../support/aws-endpoint";
import { withFakePulumi } from "../../support/fake-pulumi";
import { writeProject } from "../../support/project";

describe("automation/workspace", () => {
  const project = writeProject();
  withUnreachableAws();

  const faults: [string, Parameters<typeof withFakePulumi>[0], object, string][] = [
    ["an unknown stack", {}, { stack: "nowhere" }, "--stack: got nowhere, which is not in the topology"],
    [
      "a state backend that does not answer",
      { answers: { "stack ls": { code: 1, stderr: "error: no credentials" } } },
      {},
      "state backend: no credentials",
    ],
    ["a CLI that is too old", { version: "v2.1.0" }, {}, "install a newer Pulumi CLI"],
  ];
  for (const [name, fake, options, message] of faults) {
    it(`reports ${name} before anything starts`, async () => {
      await withFakePulumi(fake, async () => {
        const error = await deploy({ project, ...options }).then(null, (fault: unknown) => fault);
        expect(error).to.be.instanceOf(UserError).with.property("message").that.includes(message);
      });
    });
  }

  it("names what to install when there is no CLI", async () => {
    const { PATH } = process.env;
    process.env.PATH = "/nowhere";
    try {
      const error = await deploy({ project }).then(null, (fault: unknown) => fault);
      expect(error)
        .to.be.instanceOf(EngineUnavailable)
        .with.property("message")
        .that.includes("not found on PATH; install");
    } finally {
      process.env.PATH = PATH;
    }
  });

  it("refuses a project file that the CLI would not find", async () => {
    await withFakePulumi({}, async () => {
      const file = writeProject({}, "Other.yaml");
      expect(readFileSync(file, "utf8")).to.include("redoubt");
      const error = await deploy({ project: file }).then(null, (fault: unknown) => fault);
      expect(error).to.have.property("message").that.includes("the Pulumi CLI requires the name Pulumi.yaml");
    });
  });
});
