import { expect } from "chai";
import { deploy, refresh } from "../../../../automation";
import { withFakePulumi } from "../../../support/fake-pulumi";
import { writeProject } from "../../../support/project";

const failedOver = { "redoubt:activeRegion": "us-west-1", "redoubt:quarantined": { value: ["us-east-1"] } };
const deployed = { global: 5, prod: 5, dr: 5, edge: 5 };
const urn = "urn:pulumi:dr::redoubt::aws:iam/role:Role::tier";
const withRole = {
  "stack export dr": {
    stdout: JSON.stringify({ version: 3, deployment: { resources: [{ urn, type: "aws:iam/role:Role", inputs: {} }] } }),
  },
};

describe("automation/operations with a lost region", () => {
  const project = writeProject(failedOver);
  const options = { project, lost: ["us-east-1"] };

  it("previews every available stack before the first update, and leaves out those that need the region", async () => {
    await withFakePulumi({ stacks: deployed }, async (commands) => {
      const { stacks, succeeded } = await deploy(options);
      expect(succeeded).to.equal(true);
      expect(commands().filter((line) => /^(up|preview) /.test(line))).to.deep.equal([
        "preview global",
        "preview dr",
        "up global",
        "up dr",
      ]);
      const left = stacks.filter(({ state }) => state === "unavailable");
      expect(left.map(({ stack, reason }) => [stack, reason])).to.deep.equal(
        ["prod", "edge"].map((stack) => [
          stack,
          "all of its resources need us-east-1, which is lost: 5 were neither read nor changed",
        ]),
      );
    });
  });

  it("excludes what needs the region from a refresh, and lists it", async () => {
    await withFakePulumi({ stacks: deployed, answers: withRole }, async (commands) => {
      const { stacks } = await refresh(options);
      expect(commands()).to.include(`--exclude ${urn}`);
      expect(stacks.find(({ stack }) => stack === "dr")?.unavailable).to.deep.equal([
        { urn, type: "aws:iam/role:Role", name: "tier", needs: "IAM in us-east-1", deferred: [] },
      ]);
    });
  });

  it("refuses a change that needs the region before any stack is updated", async () => {
    // The fake runs no program, so that the role is not registered: it would be deleted.
    await withFakePulumi({ stacks: deployed, answers: withRole }, async (commands) => {
      const { stacks, succeeded } = await deploy(options);
      expect(succeeded).to.equal(false);
      expect(stacks.find(({ stack }) => stack === "dr")?.reason).to.match(
        /^changes that need us-east-1, which is lost; nothing was changed.*\n {2}delete aws:iam\/role:Role tier: needs IAM in us-east-1$/,
      );
      expect(commands().filter((line) => line.startsWith("up "))).to.deep.equal([]);
      expect(stacks.map(({ state }) => state)).to.deep.equal(["skipped", "failed", "unavailable", "unavailable"]);
    });
  });

  it("previews only the global stack of the deployed ones while a region is added, because the others read what it lacks", async () => {
    const bucketArns = { "us-east-1": "arn:east", "us-west-1": "arn:west" };
    const answers = { "stack output global": { stdout: JSON.stringify({ bucketArns }) } };
    const added = writeProject({
      ...failedOver,
      "redoubt:regions": {
        value: {
          "us-east-1": { stack: "prod", cidr: "10.10.0.0/16" },
          "us-west-1": { stack: "dr", cidr: "10.20.0.0/16" },
          "eu-west-1": { stack: "eu", cidr: "10.30.0.0/16" },
        },
      },
    });
    await withFakePulumi({ stacks: deployed, answers }, async (commands) => {
      const { stacks, succeeded } = await deploy({ project: added, lost: ["us-east-1"] });
      expect(succeeded).to.equal(false);
      expect(commands().filter((line) => /^(up|preview) /.test(line))).to.deep.equal(["preview global"]);
      expect(stacks.find(({ stack }) => stack === "eu")?.reason).to.include("needs IAM in us-east-1");
    });
  });

  it("offers the option when a region that a failover left does not answer", async () => {
    const { AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = process.env;
    const closed = { AWS_ENDPOINT_URL: "http://127.0.0.1:9", AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" };
    Object.assign(process.env, closed);
    try {
      await withFakePulumi({ stacks: deployed }, async () => {
        const run = refresh({ project });
        const warnings: string[] = [];
        for await (const event of run)
          if (event.kind === "diagnostic") warnings.push(`${event.stack}: ${event.message}`);
        expect(warnings).to.deep.equal([
          "prod: us-east-1 does not answer, and a failover left it. If it is lost, cancel and run redoubt refresh --lost us-east-1",
        ]);
      });
    } finally {
      for (const [name, value] of Object.entries({ AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY })) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    }
  });

  it("takes the regions from the configuration, too", async () => {
    const configured = writeProject({ ...failedOver, "redoubt:lost": { value: ["us-east-1"] } });
    await withFakePulumi({ stacks: deployed }, async (commands) => {
      await refresh({ project: configured });
      expect(commands().filter((line) => line.startsWith("refresh "))).to.deep.equal(["refresh global", "refresh dr"]);
    });
  });
});
