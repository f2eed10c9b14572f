import { expect } from "chai";
import { lambdaConcurrency } from "../../../../../../failover/adapters/aws/preflight/lambda-concurrency";
import { failureOf, partsWith } from "./parts";

describe("failover/adapters/aws/preflight/lambda-concurrency", () => {
  const check = (quota: number, reservedConcurrency: boolean) =>
    lambdaConcurrency(partsWith({ GetServiceQuota: () => ({ Quota: { Value: quota } }) }, { reservedConcurrency }));

  it("accepts a new account's quota when nothing is reserved", async () => {
    expect(await check(10, false)).to.equal("10 concurrent executions in us-west-1; none is reserved");
  });

  it("refuses a reservation that leaves fewer than 100 executions unreserved", async () => {
    expect((await failureOf(check(106, true))).message).to.match(
      /^106 concurrent executions in us-west-1: 7 cannot be reserved.*controllers.reservedConcurrency: false.*L-B99A9384\)$/,
    );
    expect(await check(107, true)).to.match(/; 7 are reserved$/);
  });
});
