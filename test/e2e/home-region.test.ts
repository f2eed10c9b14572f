import { DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { DescribeSecretCommand, GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { expect } from "chai";
import { deploy, type OperationResult, preview, refresh } from "../../automation";
import { Command } from "../local-aws/command";
import { callsTo, outage, resetCalls } from "../local-aws/outage";
import { createHostedZone } from "./cloud";
import { domain, east, TestProject, west } from "./project";
import { dataLosses, realChanges, succeeded } from "./results";

const long = process.argv.includes("--all") ? describe : describe.skip;
/** Where the primary key of further regions is: the third site. */
const home = "us-east-2";
const added = "eu-west-1";

/** The region with the primaries of the key and the secret never returns. Only the global stack is deployed, which has both. */
long("a home region that never comes back, on the real engine", () => {
  const project = new TestProject();
  const options = { project: project.file, stack: "global" };
  let secretArn = "";
  let password: string | undefined;

  before(async () => {
    await createHostedZone(domain);
    project.set(["redoubt:homeRegion"], east);
    const { outputs } = onlyStack(succeeded(await deploy(options)));
    secretArn = (outputs.secretArns as Record<string, string>)[west] ?? "";
    password = await secretValue(secretArn, west);
    // A failover, of which only the lease and its two lines matter here.
    const active = { ":active": { S: west } };
    const change = new UpdateItemCommand({
      TableName: "redoubt-lease",
      Key: { pk: { S: "lease" } },
      UpdateExpression: "SET active = :active",
      ExpressionAttributeValues: active,
    });
    await new DynamoDBClient({ region: home }).send(change);
    project.set(["redoubt:activeRegion"], west);
    project.set(["redoubt:quarantined"], { value: [east] });
  });
  after(() => outage({}));

  it("is abandoned without a call to it, and the survivor's secret is detached", async () => {
    await outage({ regions: [east], mode: "hang" });
    await resetCalls();
    const abandoning = new Command(["abandon", east, "--project", project.file, "--yes", "--json"]);
    expect(await abandoning.end(), abandoning.stderr).to.equal(0);
    expect(await callsTo(east)).to.deep.equal([]);
    expect((await describeSecret(west)).PrimaryRegion).to.be.oneOf([undefined, west]);
    expect(await secretValue(secretArn, west)).to.equal(password);
  });

  it("leaves a state that agrees with what exists", async () => {
    await outage({});
    succeeded(await refresh(options));
    expect(secretArn.split(":")[3]).to.equal(west);
  });

  it("gives a new standby a key and a copy of the secret, and replaces nothing of the survivor", async () => {
    project.set(["redoubt:regions", "value", added], { stack: "eu", cidr: "10.30.0.0/16" });
    const result = succeeded(await deploy(options));
    expect(dataLosses(result)).to.deep.equal([]);
    const changes = onlyStack(result).changes.map(({ operation, name }) => `${operation} ${name}`);
    expect(changes).to.include.members([`create data-${home}`, `create data-${added}`, "update database-secret"]);
    expect(changes.filter((change) => change.endsWith(` data-${west}`))).to.deep.equal([]);
    const { secretArns, dataKeyArns } = onlyStack(result).outputs as Record<string, Record<string, string>>;
    expect(secretArns?.[west]).to.equal(secretArn);
    expect(keyId(dataKeyArns?.[added])).to.equal(keyId(dataKeyArns?.[home]));
    expect(keyId(dataKeyArns?.[added])).to.not.equal(keyId(dataKeyArns?.[west]));
    expect(await secretValue(secretArns?.[added] ?? "", added)).to.equal(password);
    const replicas = (await describeSecret(west)).ReplicationStatus ?? [];
    expect(replicas.map(({ Region }) => Region)).to.have.members([home, added]);
  });

  it("shows no change afterwards", async () => {
    expect(realChanges(await preview(options))).to.deep.equal([]);
  });

  function describeSecret(region: string) {
    return new SecretsManagerClient({ region }).send(new DescribeSecretCommand({ SecretId: secretArn }));
  }
});

async function secretValue(SecretId: string, region: string): Promise<string | undefined> {
  const { SecretString } = await new SecretsManagerClient({ region }).send(new GetSecretValueCommand({ SecretId }));
  return SecretString;
}

function onlyStack({ stacks: [stack] }: OperationResult) {
  if (stack === undefined) throw new Error("no stack");
  return stack;
}

function keyId(arn = ""): string | undefined {
  return arn.split("/").at(-1);
}
