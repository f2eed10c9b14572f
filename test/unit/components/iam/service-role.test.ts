import { expect } from "chai";
import { AlarmTopic } from "../../../../components";
import { serviceRole } from "../../../../components/iam/service-role";
import { one, policyOf } from "../../../support/preview";
import { runComponents } from "../../../support/run-program";

describe("serviceRole", () => {
  it("can be assumed by one service only", async () => {
    const { stack } = await runComponents((opts) => {
      const parent = new AlarmTopic("alarms", { region: "us-east-1", accountId: "1", keyArn: "arn" }, opts);
      serviceRole(
        "worker",
        { service: "lambda.amazonaws.com", description: "Works", tags: { team: "orders" } },
        parent,
      );
    });
    const role = one(stack, "iam/role:Role", "worker");
    expect(role.inputs).to.deep.include({ description: "Works", tags: { team: "orders", Name: "worker" } });
    const [trust, ...others] = policyOf(role, "assumeRolePolicy").Statement;
    expect(others).to.deep.equal([]);
    expect(trust).to.deep.equal({
      Effect: "Allow",
      Principal: { Service: "lambda.amazonaws.com" },
      Action: "sts:AssumeRole",
    });
  });

  it("can be assumed for the resources of one account only, where the service says for whom it acts", async () => {
    const source = { accountId: "123456789012", arn: "arn:aws:rds:us-east-1:123456789012:db:*" };
    const { stack } = await runComponents((opts) => {
      const parent = new AlarmTopic("alarms", { region: "us-east-1", accountId: "1", keyArn: "arn" }, opts);
      serviceRole("worker", { service: "monitoring.rds.amazonaws.com", description: "Monitors", source }, parent);
    });
    const [trust] = policyOf(one(stack, "iam/role:Role", "worker"), "assumeRolePolicy").Statement;
    expect(trust?.Condition).to.deep.equal({
      StringEquals: { "aws:SourceAccount": "123456789012" },
      ArnLike: { "aws:SourceArn": source.arn },
    });
  });
});
