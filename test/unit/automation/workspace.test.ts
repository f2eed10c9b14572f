import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { deploy, EngineUnavailable, preview, status } from "../../../automation";
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

  it("reads the state where the program is missing, and refuses to update or preview, because the update would delete what hooks add", async () => {
    const broken = writeProject();
    writeFileSync(broken, `main: moved.ts\n${readFileSync(broken, "utf8")}`);
    await withFakePulumi({ stacks: { global: 3 } }, async (log) => {
      expect((await status({ project: broken })).stacks).to.have.lengthOf(4);
      for (const operation of [deploy, preview]) {
        const error = await operation({ project: broken }).then(null, (fault: unknown) => fault);
        expect(error)
          .to.be.instanceOf(UserError)
          .with.property("message")
          .that.includes("/moved.ts, which does not exist");
      }
      expect(log().filter((line) => /^(up|preview)/.test(line))).to.deep.equal([]);
    });
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
