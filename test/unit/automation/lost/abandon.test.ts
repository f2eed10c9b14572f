import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { abandon, readopt } from "../../../../automation";
import { parseConfig } from "../../../../config/parse";
import { stackPlans, thirdSite } from "../../../../config/topology";
import { readProject } from "../../../../preview/project";
import { userErrorOf } from "../../../support/deployed-project";
import { withFakePulumi } from "../../../support/fake-pulumi";
import { writeProject } from "../../../support/project";
import { runCli } from "../../../support/run-cli";

const failedOver = { "redoubt:activeRegion": "us-west-1", "redoubt:quarantined": { value: ["us-east-1"] } };
const urn = (stack: string, type: string, name: string) => `urn:pulumi:${stack}::redoubt::${type}::${name}`;
const resource = (stack: string, type: string, name: string, region: string) => ({
  urn: urn(stack, type, name),
  type,
  inputs: { region },
});
const stateOf = (...resources: object[]) => ({
  stdout: JSON.stringify({ version: 3, deployment: { manifest: {}, resources } }),
});
const answers = {
  "stack export global": stateOf(
    resource("global", "aws:s3/bucket:Bucket", "objects-us-east-1", "us-east-1"),
    resource("global", "aws:s3/bucket:Bucket", "objects-us-west-1", "us-west-1"),
  ),
  "stack export prod": stateOf(resource("prod", "aws:rds/instance:Instance", "database", "us-east-1")),
};
const stacks = { global: 2, prod: 1, dr: 1, edge: 1 };

describe("automation/lost/abandon", () => {
  // The lease is at an endpoint that does not exist, because nothing is deployed.
  const { AWS_ENDPOINT_URL } = process.env;
  let table: import("node:http").Server;
  let primary = "us-east-1";
  const calls: string[] = [];
  before(async () => {
    const { createServer } = await import("node:http");
    table = createServer((request, response) => {
      const operation = String(request.headers["x-amz-target"]).split(".").at(-1) ?? "";
      const region = /\/\d{8}\/([\w-]+)\//.exec(String(request.headers.authorization))?.[1];
      calls.push(`${operation} ${region}`);
      if (operation === "StopReplicationToReplica") primary = "us-west-1";
      const lease = { Item: { active: { S: "us-west-1" }, epoch: { N: "2" } } };
      response.writeHead(200, { "content-type": "application/x-amz-json-1.0" });
      response.end(JSON.stringify(operation === "DescribeSecret" ? { PrimaryRegion: primary } : lease));
    });
    await new Promise<void>((resolve) => table.listen(0, "127.0.0.1", resolve));
    const { port } = table.address() as import("node:net").AddressInfo;
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
    });
  });
  after(() => {
    table.close();
    if (AWS_ENDPOINT_URL === undefined) delete process.env.AWS_ENDPOINT_URL;
    else process.env.AWS_ENDPOINT_URL = AWS_ENDPOINT_URL;
  });

  it("prints the plan first, keeps the states, removes the resources, and moves the region in the configuration", async () => {
    const project = writeProject(failedOver);
    await withFakePulumi({ stacks, answers }, async (commands) => {
      let lines: readonly string[] = [];
      const result = await abandon({
        region: "us-east-1",
        project,
        confirm: async (plan) => {
          lines = plan;
          expect(commands().filter((line) => line.startsWith("stack import"))).to.deep.equal([]);
        },
      });
      expect(lines[0]).to.equal("abandon us-east-1: nothing of it is called or deleted");
      expect(result.removed).to.deep.equal({ prod: 1, global: 1 });
      expect(commands().filter((line) => line.startsWith("stack import"))).to.deep.equal([
        "stack import prod",
        "stack import global",
      ]);
      const kept = join(dirname(project), "abandoned/us-east-1/global.json");
      expect(result.exports).to.include(kept);
      expect(JSON.parse(readFileSync(kept, "utf8")).urns).to.deep.equal([
        urn("global", "aws:s3/bucket:Bucket", "objects-us-east-1"),
      ]);
      const config = parseConfig(readProject(project).config());
      expect(Object.keys(config.regions)).to.deep.equal(["us-west-1"]);
      expect(config.abandoned).to.deep.equal({ "us-east-1": { stack: "prod", cidr: "10.10.0.0/16" } });
      expect(config.quarantined).to.deep.equal([]);
      expect(stackPlans(config).map(({ stack }) => stack)).to.deep.equal(["global", "dr", "edge"]);
      // It was a tier's region and a lease region; it must not become the third site.
      expect(thirdSite(config)).to.equal("us-east-2");
      expect(config.homeRegion).to.equal("us-east-2");
      expect(await readopt({ region: "us-east-1", project })).to.deep.equal({ prod: 1, global: 1 });
    });
  });

  it("is run by the command, which prints the plan beside its document, and puts the resources back", async () => {
    const project = writeProject(failedOver);
    await withFakePulumi({ stacks, answers }, async () => {
      const { stdout, stderr } = await runCli("abandon", "us-east-1", "--yes", "--json", "--project", project);
      expect(stderr).to.match(/^abandon us-east-1: nothing of it is called or deleted$/m);
      expect(JSON.parse(stdout).removed).to.deep.equal({ prod: 1, global: 1 });
      const back = await runCli("abandon", "us-east-1", "--readopt", "--project", project);
      expect(back.stdout.split("\n")).to.include.members([
        "stack prod: 1 resources are in the state again",
        "next: add us-east-1 to redoubt:regions and run redoubt up",
      ]);
    });
  });

  it("changes nothing when it is not confirmed", async () => {
    const project = writeProject(failedOver);
    await withFakePulumi({ stacks, answers }, async (commands) => {
      const refuse = () => Promise.reject(new Error("no"));
      const error = await abandon({ region: "us-east-1", project, confirm: refuse }).catch((reason: Error) => reason);
      expect(error).to.have.property("message", "no");
      expect(commands().filter((line) => line.startsWith("stack import"))).to.deep.equal([]);
      expect(existsSync(join(dirname(project), "abandoned"))).to.equal(false);
      expect(parseConfig(readProject(project).config()).regions).to.have.property("us-east-1");
    });
  });

  it("gives the home region up: the secret is detached in the survivor, whose key stays, and further regions get others", async () => {
    const secretArn = (region: string) => `arn:aws:secretsmanager:${region}:123456789012:secret:database-secret-a`;
    const primaryKeyArn = "arn:aws:kms:us-east-1:123456789012:key/mrk-1";
    const global = [
      resource("global", "aws:kms/key:Key", "data-us-east-1", "us-east-1"),
      {
        ...resource("global", "aws:kms/replicaKey:ReplicaKey", "data-us-west-1", "us-west-1"),
        inputs: { region: "us-west-1", primaryKeyArn },
      },
      {
        ...resource("global", "aws:secretsmanager/secret:Secret", "database-secret", "us-east-1"),
        inputs: { region: "us-east-1", replicas: [{ region: "us-west-1", kmsKeyId: "arn:key" }] },
        outputs: { arn: secretArn("us-east-1") },
      },
    ];
    const project = writeProject({ ...failedOver, "redoubt:homeRegion": "us-east-1" });
    const home = { ...answers, "stack export global": stateOf(...global) };
    await withFakePulumi({ stacks, answers: home }, async () => {
      let lines: readonly string[] = [];
      const confirm = async (plan: readonly string[]) => {
        lines = plan;
        expect(calls.filter((call) => call.includes("Replica"))).to.deep.equal([]);
      };
      calls.length = 0;
      const { removed } = await abandon({ region: "us-east-1", project, confirm });
      expect(lines).to.include.members([
        " us-west-1 keeps its replica of the key, whose primary is lost; further regions get another key",
        " the secret is detached from its lost primary; the primary is then in us-west-1, with the same ARN",
      ]);
      // The primary key leaves the state; the secret stays in it.
      expect(removed).to.deep.equal({ prod: 1, global: 1 });
      expect(calls.slice(-2)).to.deep.equal(["DescribeSecret us-west-1", "StopReplicationToReplica us-west-1"]);
      // The state of the fake does not change, as after an interruption: the secret is not detached again.
      const again = writeProject({ ...failedOver, "redoubt:homeRegion": "us-east-1" });
      await abandon({ region: "us-east-1", project: again });
      expect(calls.at(-1)).to.equal("DescribeSecret us-west-1");
    });
    const { detachedKeys, homeRegion, secretRegion } = parseConfig(readProject(project).config());
    expect(detachedKeys).to.deep.equal({ "us-west-1": primaryKeyArn });
    expect([homeRegion, secretRegion]).to.deep.equal(["us-east-2", "us-west-1"]);
  });

  it("refuses a region of no tier, the recorded active region, keys without one in the new home, and without kept states", async () => {
    const active = writeProject();
    const keys = Object.fromEntries(
      ["us-east-1", "us-west-1"].map((region) => [region, `arn:aws:kms:${region}:123456789012:key/mrk-1a`]),
    );
    const home = { "redoubt:homeRegion": "us-east-1", "redoubt:dataKeyArns": { value: keys } };
    await withFakePulumi({ stacks, answers }, async () => {
      const project = writeProject(failedOver);
      expect(await userErrorOf(() => abandon({ region: "us-west-2", project }))).to.match(
        /^abandon: got us-west-2, which is not in the topology; name one of us-east-1, us-west-1, us-east-2$/,
      );
      expect(await userErrorOf(() => abandon({ region: "us-east-1", project: active }))).to.match(
        /lost\[0\]: us-east-1 is the active region; fail over first/,
      );
      const withKeys = writeProject({ ...failedOver, ...home });
      expect(await userErrorOf(() => abandon({ region: "us-east-1", project: withKeys }))).to.match(
        /^dataKeyArns\.us-east-2: missing; the primary secret of further regions needs a key there/,
      );
      expect(await userErrorOf(() => readopt({ region: "us-east-1", project }))).to.match(/has no exported state/);
    });
  });
});
