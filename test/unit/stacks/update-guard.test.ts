import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { parseConfig } from "../../../config/parse";
import { UserError } from "../../../errors";
import { readProject } from "../../../preview/project";
import { readLiveLease } from "../../../stacks/live-lease";
import { checkActiveRegion } from "../../../stacks/update-guard";
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
  let server: Server;
  const { AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = process.env;

  before(async () => {
    server = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      const [credential = "", , scope = ""] = String(request.headers.authorization).split("/");
      const key = credential.split("=")[1] ?? "";
      const role = /Action=AssumeRole(?:WithWebIdentity)?&.*RoleArn=([^&]+)/.exec(body)?.[1];
      asked.push({ target: String(request.headers["x-amz-target"]), body, scope, key });
      if (role) return response.end(roleCredentials(decodeURIComponent(role)));
      response.writeHead(answer.status, { "content-type": "application/x-amz-json-1.0" });
      response.end(JSON.stringify(answer.body));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const AWS_ENDPOINT_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    Object.assign(process.env, { AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" });
  });
  beforeEach(() => {
    asked = [];
  });
  after(async () => {
    for (const [name, value] of Object.entries({ AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY })) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    server.closeAllConnections();
    server.close();
    await once(server, "close");
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
