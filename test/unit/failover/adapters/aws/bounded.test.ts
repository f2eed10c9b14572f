import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import { expect } from "chai";
import { bounded } from "../../../../../failover/adapters/aws/bounded";
import { withNamedErrors } from "../../../../../failover/adapters/aws/clients/named-errors";
import { Denied, InvalidCredentials, Refused } from "../../../../../failover/protocol/ports";
import { rejection } from "./rejection";
import { serviceError } from "./stand-ins";

describe("adapters: bounded calls", () => {
  it("gives the call a signal that ends it when its time is over", async () => {
    const error = await rejection(
      bounded(
        ({ abortSignal }) =>
          new Promise((_, reject) => abortSignal.addEventListener("abort", () => reject(abortSignal.reason))),
        0.001,
      ),
    );
    expect(error.name).to.equal("TimeoutError");
  });

  it("ends also a call whose credentials never arrive", async () => {
    const error = await rejection(bounded(() => new Promise(() => {}), 0.001));
    expect(error.name).to.equal("TimeoutError");
  });

  it("names a permission that is missing, and lets the caller try again", async () => {
    const message = "User: me is not authorized to perform: dynamodb:GetItem on resource: lease";
    const named = await rejection(bounded(() => Promise.reject(serviceError("AccessDeniedException", message))));
    expect(named).to.be.instanceOf(Denied).and.not.to.be.instanceOf(Refused);
    expect(named.message).to.match(/; the caller needs the permission dynamodb:GetItem$/);
    const silent = Object.assign(serviceError("UnauthorizedOperation", "no"), { action: "ec2:DescribeVpcs" });
    expect((await rejection(bounded(() => Promise.reject(silent)))).message).to.equal(
      "UnauthorizedOperation: no; the caller needs the permission ec2:DescribeVpcs",
    );
  });

  it("distinguishes invalid credentials from everything else", async () => {
    const error = await rejection(bounded(() => Promise.reject(serviceError("ExpiredTokenException", "too old"))));
    expect(error).to.be.instanceOf(InvalidCredentials);
    expect(error.message).to.match(/^credentials: ExpiredTokenException: too old; sign in again/);
  });

  it("adds the IAM action to a client's errors, whatever the service says", async () => {
    const send = async () => {
      throw serviceError("AccessDenied", "no");
    };
    const settings = { region: "us-west-2", credentials: { accessKeyId: "a", secretAccessKey: "b" } };
    const requestHandler = { handle: send };
    const table = withNamedErrors(new DynamoDBClient({ ...settings, requestHandler }));
    const states = withNamedErrors(new SFNClient({ ...settings, requestHandler }));
    const read = await rejection(table.send(new GetItemCommand({ TableName: "lease", Key: {} })));
    const start = await rejection(states.send(new StartExecutionCommand({ stateMachineArn: "arn" })));
    expect([read, start].map((error) => (error as Error & { action?: string }).action)).to.deep.equal([
      "dynamodb:GetItem",
      "states:StartExecution",
    ]);
  });

  it("passes any other error on, so that the caller may try again", async () => {
    const throttled = serviceError("ThrottlingException");
    expect(await rejection(bounded(() => Promise.reject(throttled)))).to.equal(throttled);
  });
});
