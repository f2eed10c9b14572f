import { dirname } from "node:path";
import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { HeadBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { LocalWorkspace, type PulumiFn } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { abandon, readopt } from "../../automation";
import { dataOptions } from "../../components/data-protection";
import { ACCESS_POINT_REGION, accessPoints } from "../../failover/adapters/aws/access-points";
import { s3ControlClient } from "../../failover/adapters/aws/clients/s3-control";
import { east, TestProject, west } from "../e2e/project";
import { callLocalAws } from "./call";
import { Command } from "./command";
import { outage } from "./outage";

class Component extends pulumi.ComponentResource {
  constructor(name: string) {
    super("redoubt:test:Component", name);
  }
}

/** A region's stack: a protected table, and a name that the engine encrypts. */
const region: PulumiFn = async () => {
  const provider = new aws.Provider("aws", { region: east });
  const parent = new Component("tables");
  const opts = { parent, provider, protect: true };
  const table = new aws.dynamodb.Table(
    "orders",
    {
      region: east,
      name: pulumi.secret("orders"),
      billingMode: "PAY_PER_REQUEST",
      hashKey: "id",
      attributes: [{ name: "id", type: "S" }],
      deletionProtectionEnabled: true,
    },
    opts,
  );
  for (let each = 0; each < 4; each++) {
    new aws.ssm.Parameter(`table-${each}`, { region: east, type: "String", value: table.arn }, { provider });
  }
};

/** The name of an access point as the program makes it, with the hash of its regions. */
const point = (hash: string) => `redoubt-${hash}`;
const retired = point("0a0a0a0a");

/** The global stack: a bucket and a key in each region, and an access point. An update replaces it where the regions change. */
const global =
  (accessPoint: string, regions: readonly string[]): PulumiFn =>
  async () => {
    const provider = new aws.Provider("aws", { region: "us-east-2" });
    const buckets = regions.map((each) => {
      const data = { provider, ...dataOptions() };
      const key = new aws.kms.Key(`data-${each}`, { region: each }, data);
      const bucket = new aws.s3.Bucket(`objects-${each}`, { region: each, bucket: `objects-${each}` }, data);
      new aws.s3.BucketPublicAccessBlock(
        `objects-${each}`,
        { region: each, bucket: bucket.id, blockPublicAcls: true },
        { provider },
      );
      new aws.ssm.Parameter(`key-${each}`, { region: each, type: "String", value: key.arn }, { provider });
      return bucket;
    });
    const details = { name: accessPoint, regions: regions.map((each) => ({ bucket: `objects-${each}` })) };
    const opts = { provider, dependsOn: buckets, retainOnDelete: true };
    new aws.s3control.MultiRegionAccessPoint("objects-access-point", { details }, opts);
  };

/** What an abandoned region still has is deleted, on the real engine. */
describe("the deletion of an abandoned region, on the local AWS", function () {
  this.timeout(300_000);
  const project = new TestProject();
  const s3 = (of: string) => new S3Client({ region: of, forcePathStyle: true });
  const hasBucket = (of: string) =>
    s3(of)
      .send(new HeadBucketCommand({ Bucket: `objects-${of}` }))
      .then(
        () => true,
        () => false,
      );
  const tables = async () => (await new DynamoDBClient({ region: east }).send(new ListTablesCommand({}))).TableNames;

  const update = async (stackName: string, program: PulumiFn) => {
    const settings = { workDir: dirname(project.file) };
    const stack = await LocalWorkspace.createOrSelectStack({ stackName, projectName: "redoubt", program }, settings);
    await stack.up();
  };
  const points = async () =>
    (await accessPoints(s3ControlClient(ACCESS_POINT_REGION), "123456789012")).map(({ name }) => name);

  /** Tables that other tests left in the account. */
  let others: string[] | undefined;

  before(async () => {
    others = await tables();
    for (const [stackName, program] of Object.entries({ prod: region, global: global(retired, [east, west]) })) {
      await update(stackName, program);
    }
    await s3(east).send(new PutObjectCommand({ Bucket: `objects-${east}`, Key: "order", Body: "1" }));
    project.set(["redoubt:activeRegion"], west);
    project.set(["redoubt:quarantined"], { value: [east] });
    await abandon({ region: east, project: project.file });
    await update("global", global(point("0b0b0b0b"), [west]));
  });
  after(() => outage({}));

  const command = (...flags: string[]) =>
    new Command(["abandon", east, "--project", project.file, "--yes", "--json", ...flags]);
  async function run(...flags: string[]) {
    const running = command(...flags);
    const code = await running.end();
    return { code, stderr: running.stderr, result: running.stdout ? JSON.parse(running.stdout) : undefined };
  }

  it("is refused while the region does not answer", async () => {
    await outage({ regions: [east], mode: "hang" });
    const { code, stderr } = await run("--delete");
    expect(stderr).to.match(/^abandon --delete: got us-east-1, which does not answer; run the command again/);
    expect(code).to.not.equal(0);
    await outage({});
  });

  it("goes on after the command was killed, and keeps what holds data, with its settings", async () => {
    const killed = command("--delete");
    await killed.printed("delete aws:ssm/parameter:Parameter");
    killed.signal("SIGKILL");
    await killed.end();
    let ended = await run("--delete");
    // The engine completes what it started, and holds the stack until then.
    while (ended.stderr.includes("another update holds the stack")) ended = await run("--delete");
    expect(ended.code, ended.stderr).to.equal(0);
    expect(
      ended.result.kept.map(({ name, type }: { name: string; type: string }) => `${type} ${name}`),
    ).to.have.members([
      `aws:kms/key:Key data-${east}`,
      `aws:s3/bucket:Bucket objects-${east}`,
      `aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock objects-${east}`,
    ]);
    expect(ended.result.left).to.deep.equal([]);
    expect(await tables()).to.deep.equal(others);
    expect(await hasBucket(east)).to.equal(true);
    expect(await points()).to.include.members([retired, point("0b0b0b0b")]);
  });

  it("deletes all data when that is demanded, and nothing of the region that is left", async () => {
    const { code, result, stderr } = await run("--delete-data");
    expect(code, stderr).to.equal(0);
    expect([result.kept, result.left]).to.deep.equal([[], []]);
    expect(await hasBucket(east)).to.equal(false);
    expect(await hasBucket(west)).to.equal(true);
    // S3 deletes no bucket that is part of an access point.
    expect(await points())
      .to.include(point("0b0b0b0b"))
      .and.to.not.include(retired);
    expect(await keyStates(east)).to.deep.equal(["PendingDeletion"]);
    expect(await keyStates(west)).to.deep.equal(["Enabled"]);
  });

  it("is refused when the deployment has one of the resources again", async () => {
    await readopt({ region: east, project: project.file });
    const { code, stderr } = await run("--delete");
    expect(stderr).to.match(/the running deployment has \d+ of the resources of us-east-1; nothing was deleted/);
    expect(code).to.not.equal(0);
  });
});

async function keyStates(region: string): Promise<string[]> {
  const call = async (operation: string, body: object) =>
    JSON.parse(await callLocalAws("POST", "/", `kms/${region}`, JSON.stringify(body), `TrentService.${operation}`));
  const { Keys } = await call("ListKeys", {});
  const keys = await Promise.all(Keys.map(({ KeyId }: { KeyId: string }) => call("DescribeKey", { KeyId })));
  return keys.map(({ KeyMetadata }) => KeyMetadata.KeyState);
}
