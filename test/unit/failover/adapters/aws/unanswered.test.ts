import type { STSClient } from "@aws-sdk/client-sts";
import { expect } from "chai";
import { unansweredRegions } from "../../../../../failover/adapters/aws/unanswered";

const failing = (name: string, $metadata?: object) => () =>
  Promise.reject(Object.assign(new Error("no"), { name, $metadata }));
const clientOf = (send: () => Promise<unknown>) => () => ({ send }) as unknown as Pick<STSClient, "send">;

describe("failover/adapters/aws/unanswered", () => {
  it("finds a region whose endpoint does not answer", async () => {
    const timeout = clientOf(failing("TimeoutError"));
    expect(await unansweredRegions(["us-east-1"], timeout)).to.deep.equal(["us-east-1"]);
  });

  it("takes every answer for one, errors included, and does not decide without credentials", async () => {
    for (const send of [
      async () => ({}),
      failing("ServiceUnavailable", { httpStatusCode: 503 }),
      failing("AccessDenied", { httpStatusCode: 403 }),
      failing("CredentialsProviderError"),
    ]) {
      expect(await unansweredRegions(["us-east-1"], clientOf(send))).to.deep.equal([]);
    }
  });
});
