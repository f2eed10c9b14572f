import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { type DeletedRegion, deploy, type OperationResult, preview, status } from "../../automation";
import { readDeployment } from "../../automation/deployment";
import { ProjectWorkspace } from "../../automation/workspace";
import { Command } from "../local-aws/command";
import { describe as describeDatabase, leftBehind, snapshots } from "./cloud";
import { east, type TestProject, west } from "./project";
import { dataLosses, realChanges, succeeded } from "./results";

/** The region that becomes the standby after the other one was given up. */
const added = "eu-central-1";
const s3 = (region: string) => new S3Client({ region, forcePathStyle: true });

/**
 * Tests of what follows when one of two regions was abandoned: a new standby, and the deletion of what the abandoned region still has.
 * @param test registers a test, or skips it
 */
export function afterAbandonment(project: TestProject, test: Mocha.TestFunction | Mocha.PendingTestFunction): void {
  const options = { project: project.file };
  const database = `redoubt-database-${west}-g1`;

  test("makes a new standby from the survivor, by an update that is interrupted, and replaces nothing of the survivor", async () => {
    const before = (await describeDatabase(database, west))?.DbiResourceId;
    await s3(west).send(
      new PutObjectCommand({ Bucket: await bucketOf(west), Key: "before", Body: "from the survivor" }),
    );
    project.set(["redoubt:regions", "value", added], { stack: "eu", cidr: "10.30.0.0/16" });
    const interrupted = new Command(["up", "--project", project.file, "--json"]);
    await interrupted.printed("[eu] create aws:autoscaling/policy:Policy tier-web: done");
    interrupted.signal("SIGINT");
    expect(await interrupted.end(), interrupted.stderr).to.equal(130);
    const partial = JSON.parse(interrupted.stdout) as OperationResult;
    expect(dataLosses(partial)).to.deep.equal([]);
    expect(partial.stacks.find(({ stack }) => stack === "eu")?.state).to.equal("cancelled");
    const result = succeeded(await deploy(options));
    expect(dataLosses(result)).to.deep.equal([]);
    expect((await describeDatabase(database, west))?.DbiResourceId).to.equal(before);
    const replica = await describeDatabase(`redoubt-database-${added}-g1`, added);
    expect(replica?.ReadReplicaSourceDBInstanceIdentifier).to.include(database);
    const { deployment } = await readDeployment(options);
    // The third site has the primary.
    expect(deployment.secretArns).to.have.all.keys(west, added, "us-east-2");
    expect(realChanges(await preview(options))).to.deep.equal([]);
  });

  test("copies the objects that the survivor had before to the new standby", async () => {
    const status = async () => {
      const command = new Command(["replicate", "--project", project.file, "--json"]);
      expect(await command.end(), command.stderr).to.equal(0);
      return JSON.parse(command.stdout).job.status;
    };
    while ((await status()) !== "Complete");
    const { Body } = await s3(added).send(new GetObjectCommand({ Bucket: await bucketOf(added), Key: "before" }));
    expect(await Body?.transformToString()).to.equal("from the survivor");
  });

  test("deletes what was given up, by a command that is interrupted, and touches nothing of what is left", async () => {
    const deletion = (...flags: string[]) =>
      new Command(["abandon", east, "--project", project.file, "--yes", "--json", ...flags]);
    const interrupted = deletion("--delete");
    await interrupted.printed("[abandoned-us-east-1-prod] delete aws:cloudwatch/metricAlarm:MetricAlarm");
    interrupted.signal("SIGINT");
    expect(await interrupted.end(), interrupted.stderr).to.equal(130);
    const kept = deletion("--delete");
    expect(await kept.end(), kept.stderr).to.equal(0);
    const { left, snapshots: made } = JSON.parse(kept.stdout) as DeletedRegion;
    expect([left, made]).to.deep.equal([[], [`redoubt-database-${east}-g1-final`]]);
    expect(await snapshots(east)).to.include(`redoubt-database-${east}-g1-final`);
    expect(await describeDatabase(`redoubt-database-${east}-g1`, east)).to.equal(undefined);
    const all = deletion("--delete-data");
    expect(await all.end(), all.stderr).to.equal(0);
    expect((JSON.parse(all.stdout) as DeletedRegion).left).to.deep.equal([]);
    const workspace = await ProjectWorkspace.open(project.file);
    const states = await Promise.all(
      ["global", "dr", "eu", "edge"].map(async (stack) => (await workspace.stack(stack)).exportStack()),
    );
    const known = JSON.stringify(states);
    // Route 53 ends names with a dot.
    const remaining = (await leftBehind([east])).filter((name) => !known.includes(name.replace(/\.$/, "")));
    expect(remaining).to.deep.equal([]);
    expect(realChanges(await preview(options))).to.deep.equal([]);
  });

  async function bucketOf(region: string): Promise<string> {
    const { outputs } = (await status(options)).stacks.find(({ stack }) => stack === "global") ?? {};
    return (outputs?.bucketArns as Record<string, string> | undefined)?.[region]?.split(":").at(-1) ?? "";
  }
}
