import { expect } from "chai";
import { parseConfig } from "../../../config/parse";
import { UserError } from "../../../errors";
import { readProject } from "../../../preview/project";
import { readLiveLease } from "../../../stacks/live-state";
import { checkActiveRegion, checkGeneration, type LiveLease } from "../../../stacks/update-guard";
import { withAwsAt } from "../../support/aws-endpoint";
import { writeProject } from "../../support/project";

const config = parseConfig(readProject(writeProject()).config());
const fault = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe("update guard", () => {
  it("permits an update where the lease names the configured region, or nothing is deployed", async () => {
    await checkActiveRegion(config, async () => ({ active: "us-east-1", epoch: 3 }));
    await checkActiveRegion(config, async () => undefined);
  });

  it("refuses an update that would reverse a failover, with both regions, the epoch and the setting to change", async () => {
    const error = await fault(checkActiveRegion(config, async () => ({ active: "us-west-1", epoch: 4 })));
    expect(error).to.be.instanceOf(UserError);
    for (const part of [
      "got us-east-1",
      "live active region is us-west-1",
      "epoch 4",
      "redoubt:activeRegion: us-west-1",
    ]) {
      expect(error).to.have.property("message").that.includes(part);
    }
  });
});

describe("generation guard", () => {
  const raised = (generation: number) =>
    parseConfig(
      readProject(
        writeProject({
          regions: {
            "us-east-1": { stack: "prod", cidr: "10.10.0.0/16", database: { generation } },
            "us-west-1": { stack: "dr", cidr: "10.20.0.0/16" },
          },
        }),
      ).config(),
    );
  /** The guard's message for us-east-1, with deployed instances of these generations. */
  const check = async (generation: number, live: LiveLease, deployed: readonly number[]) => {
    const read = async (_: string, identifiers: readonly string[]) =>
      identifiers.filter((name) => deployed.some((each) => name.endsWith(`-us-east-1-g${each}`)));
    const error = (await fault(checkGeneration(raised(generation), "us-east-1", live, read))) as Error | null;
    return error?.message;
  };
  const active = { active: "us-east-1", epoch: 3, lastWriter: "us-east-1" };

  it("refuses to rebuild the database of the active region", async () => {
    expect(await check(2, active, [1])).to.equal(
      "regions.us-east-1.database.generation: got 2, but us-east-1 is the active region and its database has generation 1: this update would replace the database that has every write. Set it to 1.",
    );
  });

  it("refuses to rebuild the database of the last writer while another region is being promoted", async () => {
    const held = { active: "us-west-1", epoch: 4, lastWriter: "us-east-1" };
    expect(await check(3, held, [2])).to.match(/is the region that took the last writes .* Set it to 2\.$/);
  });

  it("permits a rebuild elsewhere, the generation that is deployed, and a first deployment", async () => {
    expect(await check(2, { active: "us-west-1", epoch: 4, lastWriter: "us-west-1" }, [1])).to.equal(undefined);
    expect(await check(2, active, [1, 2])).to.equal(undefined);
    expect(await check(2, active, [])).to.equal(undefined);
    expect(await check(1, active, [])).to.equal(undefined);
  });

  it("refuses what it cannot check", async () => {
    const silent = () => Promise.reject(new Error("timed out"));
    expect(await fault(checkGeneration(raised(2), "us-east-1", active, silent)))
      .to.have.property("message")
      .that.matches(/cannot be compared with the deployed database: timed out$/);
  });
});

/** STS's response to AssumeRole, and to AssumeRoleWithWebIdentity. */
function roleCredentials(arn: string): string {
  const credentials = `<Credentials><AccessKeyId>key-of-${arn.split("/")[1]}</AccessKeyId><SecretAccessKey>s</SecretAccessKey></Credentials>`;
  const results = ["AssumeRoleResult", "AssumeRoleWithWebIdentityResult"].map(
    (tag) => `<${tag}>${credentials}</${tag}>`,
  );
  return `<Response>${results.join("")}</Response>`;
}

describe("the live lease", () => {
  /** The table's next responses. */
  let answer: { status: number; body: object };
  let asked: { target: string; body: string; scope: string; key: string }[] = [];

  withAwsAt(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const [credential = "", , scope = ""] = String(request.headers.authorization).split("/");
    const key = credential.split("=")[1] ?? "";
    const role = /Action=AssumeRole(?:WithWebIdentity)?&.*RoleArn=([^&]+)/.exec(body)?.[1];
    asked.push({ target: String(request.headers["x-amz-target"]), body, scope, key });
    if (role) return response.end(roleCredentials(decodeURIComponent(role)));
    response.writeHead(answer.status, { "content-type": "application/x-amz-json-1.0" });
    response.end(JSON.stringify(answer.body));
  });
  beforeEach(() => {
    asked = [];
  });

  it("is read with strong consistency, through a lease region without a tier", async () => {
    answer = { status: 200, body: { Item: { pk: { S: "lease" }, active: { S: "us-west-1" }, epoch: { N: "2" } } } };
    expect(await readLiveLease(config, "redoubt-lease")).to.deep.equal({ active: "us-west-1", epoch: 2 });
    expect(asked.map(({ scope }) => scope)).to.deep.equal(["us-east-2"]);
    expect(JSON.parse(asked[0]?.body ?? "")).to.deep.include({ TableName: "redoubt-lease", ConsistentRead: true });
  });

  it("is read with the provider's credentials: its keys, and the roles that it assumes one after another", async () => {
    answer = { status: 200, body: {} };
    const roles = [
      { roleArn: "arn:aws:iam::1:role/first", externalId: "7" },
      { roleArn: "arn:aws:iam::2:role/second" },
    ];
    await readLiveLease(config, "redoubt-lease", {
      "aws:accessKey": "AKIAOWN",
      "aws:secretKey": "secret",
      "aws:assumeRoles": JSON.stringify(roles),
    });
    expect(asked.map(({ key }) => key)).to.deep.equal(["AKIAOWN", "key-of-first", "key-of-second"]);
    expect(asked[0]?.body).to.include("ExternalId=7");
  });

  it("is read with a web identity's role", async () => {
    answer = { status: 200, body: {} };
    const identity = { roleArn: "arn:aws:iam::1:role/pipeline", webIdentityToken: "token" };
    await readLiveLease(config, "redoubt-lease", { "aws:assumeRoleWithWebIdentity": JSON.stringify(identity) });
    expect(asked.at(-1)?.key).to.equal("key-of-pipeline");
  });

  it("is undefined where the table or the item does not exist", async () => {
    answer = {
      status: 400,
      body: { __type: "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException", message: "no" },
    };
    expect(await readLiveLease(config, "redoubt-lease")).to.equal(undefined);
    answer = { status: 200, body: {} };
    expect(await readLiveLease(config, "redoubt-lease")).to.equal(undefined);
  });

  it("is read from the next region when one does not answer, and the update is refused when none does", async () => {
    answer = {
      status: 400,
      body: { __type: "com.amazon.coral.service#AccessDeniedException", message: "you may not" },
    };
    const error = await fault(readLiveLease(config, "redoubt-lease"));
    expect(error).to.be.instanceOf(UserError).with.property("message").that.includes("you may not");
    expect(asked.map(({ scope }) => scope)).to.deep.equal(["us-east-2", "us-west-2"]);
  });
});
