import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { boundAttempts } from "../../../../../../failover/adapters/aws/clients/attempt-deadline";

const command = new GetItemCommand({ TableName: "lease", Key: { pk: { S: "lease" } } });

describe("deadline of an SDK's attempts", () => {
  let server: Server;
  let requests: number;
  /** The wall clock of the client. It advances by this much while the server answers. */
  let now: number;
  let suspension: number;

  beforeEach(async () => {
    [requests, now, suspension] = [0, 1_700_000_000_000, 0];
    server = createServer((_, response) => {
      requests += 1;
      now += suspension;
      response.writeHead(requests === 1 ? 503 : 200, { "content-type": "application/x-amz-json-1.0" });
      response.end("{}");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  function client(): DynamoDBClient {
    const { port } = server.address() as AddressInfo;
    const made = new DynamoDBClient({
      region: "us-east-1",
      endpoint: `http://127.0.0.1:${port}`,
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
      maxAttempts: 2,
    });
    boundAttempts(made as Parameters<typeof boundAttempts>[0], () => now);
    return made;
  }

  it("lets the SDK repeat a call within 10 s", async () => {
    suspension = 4000;
    expect((await client().send(command)).$metadata).to.include({ attempts: 2 });
    expect(requests).to.equal(2);
  });

  it("sends no further attempt after a suspension of the machine", async () => {
    suspension = 60_000;
    const error = await client()
      .send(command)
      .catch((reason: Error) => reason);
    expect(error).to.be.an("error").with.property("message", "no answer within 10 s: the call is not repeated");
    expect(requests).to.equal(1);
  });

  it("counts each command by itself", async () => {
    const made = client();
    await made.send(command);
    now += 60_000;
    await made.send(command);
    expect(requests).to.equal(3);
  });
});
