import { expect } from "chai";
import { quotaOf } from "../../../../../../failover/adapters/aws/preflight/quota";
import { type Answers, serviceError, standInClients } from "../stand-ins";
import { failureOf } from "./parts";

describe("failover/adapters/aws/preflight/quota", () => {
  const quota = { ServiceCode: "vpc", QuotaCode: "L-F678F1CE" };
  const read = (answers: Answers) =>
    quotaOf(standInClients(answers).clients.serviceQuotas("us-west-1"), quota, "us-west-1");
  const notSet = () => {
    throw serviceError("NoSuchResourceException");
  };

  it("is the account's value", async () => {
    expect(await read({ GetServiceQuota: () => ({ Quota: { Value: 20 } }) })).to.equal(20);
  });

  it("is AWS's default where the account has none", async () => {
    const answers = { GetServiceQuota: notSet, GetAWSDefaultServiceQuota: () => ({ Quota: { Value: 5 } }) };
    expect(await read(answers)).to.equal(5);
  });

  it("is unknown where neither is reported, and an error of the service stays one", async () => {
    const missing = failureOf(read({ GetServiceQuota: notSet, GetAWSDefaultServiceQuota: () => ({}) }).then(String));
    expect(await missing).to.deep.equal({ name: "Doubt", message: "quota L-F678F1CE: not reported in us-west-1" });
    const broken = read({
      GetServiceQuota: () => {
        throw serviceError("TooManyRequestsException", "slow down");
      },
    });
    expect(await failureOf(broken.then(String))).to.deep.equal({
      name: "TooManyRequestsException",
      message: "slow down",
    });
  });
});
