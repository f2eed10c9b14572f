import type { STSClient } from "@aws-sdk/client-sts";
import { expect } from "chai";
import { checkCredentials } from "../../../../../failover/adapters/aws/caller";
import { InvalidCredentials } from "../../../../../failover/protocol/ports";
import { rejection } from "./rejection";
import { serviceError } from "./stand-ins";

/** An STS client with these credentials and this answer. */
function sts(credentials: () => Promise<object>, send: () => Promise<object>) {
  return { config: { credentials }, send } as unknown as STSClient;
}

describe("failover/adapters/aws/caller", () => {
  it("returns the caller", async () => {
    expect(
      await checkCredentials(
        "us-west-1",
        sts(
          async () => ({}),
          async () => ({ Arn: "arn:me" }),
        ),
      ),
    ).to.equal("arn:me");
  });

  it("rejects credentials that are missing or expired", async () => {
    const missing = sts(
      () => Promise.reject(serviceError("CredentialsProviderError")),
      async () => ({}),
    );
    expect(await rejection(checkCredentials("us-west-1", missing))).to.be.instanceOf(InvalidCredentials);
    const expired = sts(
      async () => ({}),
      () => Promise.reject(serviceError("ExpiredToken")),
    );
    expect(await rejection(checkCredentials("us-west-1", expired))).to.be.instanceOf(InvalidCredentials);
  });

  it("does not stop a failover because STS does not answer, or denies the call", async () => {
    for (const name of ["TimeoutError", "AccessDenied"]) {
      const silent = sts(
        async () => ({}),
        () => Promise.reject(serviceError(name)),
      );
      expect(await checkCredentials("us-west-1", silent)).to.equal(undefined);
    }
  });
});
