import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { deleteAbandoned } from "../../../../../automation";
import { withAwsAt } from "../../../../support/aws-endpoint";
import { userErrorOf } from "../../../../support/deployed-project";
import { withFakePulumi } from "../../../../support/fake-pulumi";
import { writeProject } from "../../../../support/project";
import { runCli } from "../../../../support/run-cli";

const region = "us-east-1";
const abandonedEast = {
  "redoubt:activeRegion": "us-west-1",
  "redoubt:regions": { value: { "us-west-1": { stack: "dr", cidr: "10.20.0.0/16" } } },
  "redoubt:abandoned": { value: { [region]: { stack: "prod", cidr: "10.10.0.0/16" } } },
};
const topic = {
  urn: "urn:pulumi:prod::redoubt::aws:sns/topic:Topic::alarms",
  type: "aws:sns/topic:Topic",
  id: "arn:alarms",
  inputs: { region },
};
const stateOf = (...resources: object[]) => ({ version: 3, deployment: { manifest: {}, resources } });
const exportOf = (...resources: object[]) => ({ stdout: JSON.stringify(stateOf(...resources)) });

function keepState(project: string): void {
  const folder = join(dirname(project), "abandoned", region);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "prod.json"), JSON.stringify({ urns: [topic.urn], exported: stateOf(topic) }));
}

describe("automation/lost/deletion/delete-abandoned", () => {
  // Every region answers, and there is no lease.
  withAwsAt((_, response) => response.end("{}"));

  it("refuses a region that is not abandoned, that is named as lost, and without kept states", async () => {
    await withFakePulumi({ stacks: { global: 1, dr: 1 } }, async () => {
      const refused = (settings: object, of = region) =>
        userErrorOf(() => deleteAbandoned({ region: of, project: writeProject({ ...settings }) }));
      expect(await refused({})).to.equal(
        "abandon --delete: got us-east-1, which is among redoubt:regions; abandon it first",
      );
      expect(await refused(abandonedEast, "us-east-2")).to.equal(
        "abandon --delete: got us-east-2, which is not abandoned; name one of us-east-1",
      );
      expect(await refused({ ...abandonedEast, "redoubt:lost": { value: [region] } })).to.match(
        /got us-east-1, which is named in redoubt:lost; remove it from there$/,
      );
      expect(await refused(abandonedEast)).to.match(/has no exported state; us-east-1 was not abandoned here$/);
    });
  });

  it("refuses when the running deployment has one of the resources, and makes no stack", async () => {
    const project = writeProject(abandonedEast);
    keepState(project);
    const answers = { "stack export": exportOf(topic) };
    await withFakePulumi({ stacks: { dr: 1 }, answers }, async (commands) => {
      const error = await userErrorOf(() => deleteAbandoned({ region, project }));
      expect(error).to.equal(
        "abandon --delete: the running deployment has 1 of the resources of us-east-1; nothing was deleted\n" +
          "  aws:sns/topic:Topic alarms (arn:alarms) is in stack dr",
      );
      expect(commands().filter((line) => /^(stack import|destroy|up)/.test(line))).to.deep.equal([]);
    });
  });

  it("deletes nothing and leaves no stack when it is not confirmed", async () => {
    const project = writeProject(abandonedEast);
    keepState(project);
    await withFakePulumi({ stacks: {}, answers: { "stack export": exportOf(topic) } }, async (commands) => {
      const confirm = () => Promise.reject(new Error("no"));
      const error = await Promise.resolve(deleteAbandoned({ region, project, confirm })).catch((reason) => reason);
      expect(error).to.have.property("message", "no");
      expect(commands().filter((line) => line.startsWith("destroy"))).to.deep.equal([]);
      expect(commands().some((line) => line.startsWith("stack rm"))).to.equal(true);
    });
  });

  it("reports what is left and why, with an exit code", async () => {
    const project = writeProject(abandonedEast);
    keepState(project);
    const urn = topic.urn.replace("urn:pulumi:prod::", "urn:pulumi:abandoned-us-east-1-prod::");
    const diagnosticEvent = { severity: "error", message: "deleting topic: access denied", urn, color: "never" };
    const answers = {
      "stack export": exportOf({ ...topic, urn }),
      destroy: { code: 1, events: [{ sequence: 1, timestamp: 1, diagnosticEvent }] },
    };
    await withFakePulumi({ stacks: {}, answers }, async () => {
      const { exitCode, stdout } = await runCli("abandon", region, "--delete", "--yes", "--project", project);
      expect(stdout.split("\n")).to.include.members([
        "us-east-1: 0 resources were deleted",
        "left:",
        "  aws:sns/topic:Topic alarms (arn:alarms): deleting topic: access denied",
        "run the command again to continue",
      ]);
      expect(exitCode).to.equal(1);
    });
  });
});
