import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type Item = Record<string, { S: string } | { N: string }>;

/** What an agent asked: which region's endpoint, which operation, with which headers. */
interface Asked {
  region: string;
  operation: string;
  authorization: string;
  payload: { Key: Item; ConsistentRead?: boolean; UpdateExpression?: string; ExpressionAttributeValues?: Item };
}

/** As much of a lease table's DynamoDB as an agent asks, and of the instance metadata service; on loopback. */
export class LeaseTable {
  lease: Item | null = null;
  readonly asked: Asked[] = [];
  readonly metadata: string[] = [];
  /** Regions that answer 500, or that do not answer (silent). */
  readonly broken = new Set<string>();
  /** The renewal has a longer lease of the same epoch: a write with a shorter one finds its condition false. */
  longerLeaseRecorded = false;
  private readonly waiting: (() => void)[] = [];
  private readonly server = createServer((request, response) => void this.answer(request, response));

  async start(): Promise<string> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }

  holds(active: string, epoch: number, writes: "open" | "held" = "open"): void {
    this.lease = { pk: { S: "lease" }, active: { S: active }, epoch: { N: String(epoch) }, writes: { S: writes } };
  }

  /** Resolves when the agent has asked `count` times more. */
  async isAsked(count: number): Promise<void> {
    for (let more = 0; more < count; more++) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, place = ""] = (request.url ?? "").split("/");
    if (place === "latest") {
      this.metadata.push(`${request.method} ${request.url}`);
      const credentials = { AccessKeyId: "ROLEKEY", SecretAccessKey: "role-secret", Token: "role-token" };
      response.end(
        request.method === "PUT" ? "session" : request.url?.endsWith("/web") ? JSON.stringify(credentials) : "web",
      );
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const operation = String(request.headers["x-amz-target"]).split(".")[1] ?? "";
    const payload = JSON.parse(Buffer.concat(chunks).toString()) as Asked["payload"];
    this.asked.push({ region: place, operation, payload, authorization: String(request.headers.authorization) });
    const isShorter = this.longerLeaseRecorded && payload.ExpressionAttributeValues?.[":seconds"] !== undefined;
    response.statusCode = this.broken.has(place) ? 500 : isShorter ? 400 : 200;
    const found = operation === "GetItem" && this.lease !== null ? { Item: this.lease } : {};
    response.end(JSON.stringify(isShorter ? { __type: "ConditionalCheckFailedException" } : found));
    this.waiting.splice(0).forEach((wake) => {
      wake();
    });
  }
}
