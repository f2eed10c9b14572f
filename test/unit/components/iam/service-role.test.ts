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
    expect(trust).to.deep.include({ Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } });
  });
});
