import { expect } from "chai";
import { deletionLines } from "../../../../../automation/lost/deletion/deletion-lines";
import { deletionPlan, inputsForDeletion } from "../../../../../automation/lost/deletion/deletion-plan";
import type { ExportedResource } from "../../../../../resources/from-stack-export";

const region = "us-east-1";
type State = ExportedResource & { readonly retainOnDelete?: boolean };

function resource(stack: string, type: string, name: string, more: Partial<State> = {}): State {
  const urn = `urn:pulumi:${stack}::redoubt::${type}::${name}`;
  return { urn, type, id: name, inputs: { region, ...more.inputs }, ...without(more) };
}

function without({ inputs, ...rest }: Partial<State>): Partial<State> {
  return rest;
}

const provider = resource("prod", "pulumi:providers:aws", "aws", { id: "1" });
const ofProvider = { provider: `${provider.urn}::1` };
const database = resource("prod", "aws:rds/instance:Instance", "database", {
  ...ofProvider,
  protect: true,
  inputs: { deletionProtection: true, skipFinalSnapshot: false, finalSnapshotIdentifier: "database-final" },
});
const bucket = resource("prod", "aws:s3/bucket:Bucket", "logs", { ...ofProvider, protect: true, retainOnDelete: true });
const bucketPolicy = resource("prod", "aws:s3/bucketPolicy:BucketPolicy", "logs", { dependencies: [bucket.urn] });
const alarm = resource("prod", "aws:cloudwatch/metricAlarm:MetricAlarm", "alarm", { dependencies: [bucket.urn] });
const component = { urn: "urn:pulumi:prod::redoubt::redoubt:index:Tier::tier", type: "redoubt:index:Tier" };
const prod = [provider, component, database, bucket, bucketPolicy, alarm];

const planOf = (
  resources: readonly ExportedResource[],
  {
    deleteData = false,
    running = {},
    stack = "prod",
    urns = resources.map(({ urn }) => urn),
  }: Partial<Parameters<typeof deletionPlan>[2]> & { readonly stack?: string; readonly urns?: string[] } = {},
) => {
  const exported = { version: 3, deployment: { resources, pending_operations: [{ resource: database }] } };
  return deletionPlan(stack, { exported, urns }, { deleteData, region, running });
};
const names = (resources: readonly { readonly name: string; readonly type: string }[]) =>
  resources.map(({ name, type }) => `${type.split(":").at(-1)} ${name}`);

describe("automation/lost/deletion/deletion-plan", () => {
  it("keeps what holds data, with its settings, and a final snapshot of the database", () => {
    const { deleted, kept, snapshots } = planOf(prod);
    expect(names(deleted)).to.deep.equal(["Instance database", "MetricAlarm alarm"]);
    expect(kept.map(({ name, reason, type }) => `${type.split(":").at(-1)} ${name}: ${reason}`)).to.deep.equal([
      "Bucket logs: it holds data, or encrypts it; --delete-data deletes it",
      "BucketPolicy logs: it is a setting of logs",
    ]);
    expect(snapshots).to.deep.equal(["database-final"]);
  });

  it("makes a state of what is deleted and its provider, without protection", () => {
    const { resources, pending_operations } = planOf(prod).state.deployment;
    expect(resources.map(({ urn }: State) => urn)).to.deep.equal([provider.urn, database.urn, alarm.urn]);
    expect(resources.map(({ protect }: State) => protect)).to.deep.equal([false, false, false]);
    expect(resources[2].dependencies).to.deep.equal([]);
    expect(pending_operations).to.deep.equal([]);
  });

  it("deletes all data when that is demanded, without a final snapshot", () => {
    const { deleted, kept, snapshots } = planOf(prod, { deleteData: true });
    expect(names(deleted)).to.have.members([
      "Instance database",
      "Bucket logs",
      "BucketPolicy logs",
      "MetricAlarm alarm",
    ]);
    expect([kept, snapshots]).to.deep.equal([[], []]);
    expect(inputsForDeletion(database.type, true)).to.include({ skipFinalSnapshot: true, deletionProtection: false });
    expect(inputsForDeletion(bucket.type, true)).to.deep.equal({ forceDestroy: true });
    expect(inputsForDeletion(bucket.type, false)).to.deep.equal({});
  });

  it("finds a resource that the running deployment has, by its id and region", () => {
    const again = planOf(prod, { running: { prod: [database] } });
    expect(again.inUse).to.deep.equal(["aws:rds/instance:Instance database (database) is in stack prod"]);
    const elsewhere = resource("dr", "aws:rds/instance:Instance", "database", { inputs: { region: "us-west-1" } });
    expect(planOf(prod, { running: { dr: [elsewhere] } }).inUse).to.deep.equal([]);
  });

  it("finds a role that the running deployment has in whatever region its provider is", () => {
    const role = resource("prod", "aws:iam/role:Role", "observer");
    const same = resource("dr", "aws:iam/role:Role", "observer", { inputs: { region: "us-west-1" } });
    expect(planOf([role], { running: { dr: [same] } }).inUse).to.have.length(1);
  });

  it("names what still refers to a resource that is deleted", () => {
    const topic = resource("prod", "aws:sns/topic:Topic", "alarms", { outputs: { arn: "arn:aws:sns:us-east-1:1:a" } });
    const inputs = { destination: "arn:aws:sns:us-east-1:1:a" };
    const user = resource("dr", "aws:sns/topicSubscription:TopicSubscription", "to-alarms", { inputs });
    expect(planOf([topic], { running: { dr: [user] } }).named).to.deep.equal(["to-alarms of stack dr names alarms"]);
  });

  it("keeps a primary key whose replica is in use, and the former primary of the secret, also when all data is deleted", () => {
    const arn = "arn:aws:kms:us-east-1:1:key/mrk-1";
    const key = resource("global", "aws:kms/key:Key", "data-us-east-1", { retainOnDelete: true, outputs: { arn } });
    const secret = resource("global", "aws:secretsmanager/secret:Secret", "database-secret");
    const inputs = { region: "us-west-1", primaryKeyArn: arn };
    const replica = resource("global", "aws:kms/replicaKey:ReplicaKey", "data-us-west-1", { inputs });
    const moved = { ...secret, id: "in-us-west-1", inputs: { region: "us-west-1" } };
    const running = { global: [replica, moved] };
    const plan = planOf([key, secret], { stack: "global", urns: [key.urn], deleteData: true, running });
    expect(plan.deleted).to.deep.equal([]);
    expect(plan.kept.map(({ name, reason }) => `${name}: ${reason}`)).to.deep.equal([
      "data-us-east-1: its replica data-us-west-1 is in use, and KMS deletes a primary after its replicas",
      "database-secret: it was the primary of a secret that is in use; delete it by hand",
    ]);
  });

  it("is shown with what still exists, what stays and what protects it", () => {
    const plan = planOf(prod);
    expect(
      deletionLines(region, [{ plan, existing: [database] }], { deleteData: false, retired: ["point"] }),
    ).to.deep.equal([
      "delete what us-east-1 still has",
      " access point point, which the deployment replaced, is deleted first; its clients lose their access",
      " resources of stack prod: 1 are deleted; 1 do not exist any more",
      "  1 aws:rds/instance:Instance",
      "  aws:rds/instance:Instance database (database): its deletion protection is ended first",
      "  final snapshot database-final, which stays",
      "  stays: aws:s3/bucket:Bucket logs (logs): it holds data, or encrypts it; --delete-data deletes it",
      "  stays: aws:s3/bucketPolicy:BucketPolicy logs (logs): it is a setting of logs",
    ]);
  });
});
