import { expect } from "chai";
import { ThirdSiteObserver } from "../../../../components";
import { one, policyOf } from "../../../support/preview";
import { runComponents } from "../../../support/run-program";
import { deployment, leaseTableArns } from "./deployment-fixture";

describe("ThirdSiteObserver", () => {
  const run = () =>
    runComponents(
      (opts) =>
        new ThirdSiteObserver(
          "observer",
          { region: "us-east-2", accountId: "123456789012", deployment, leaseTableArns, logRetentionDays: 30 },
          opts,
        ),
    );

  it("can write only its own observation", async () => {
    const { stack } = await run();
    const writes = policyOf(one(stack, "iam/rolePolicy:RolePolicy")).Statement.filter(({ Action }) =>
      Action.includes("dynamodb:UpdateItem"),
    );
    expect(writes.map(({ Condition }) => Condition)).to.deep.equal([
      { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["observation#us-east-2"] } },
    ]);
  });

  it("raises an alarm on a run that does not end, because the regions may be lost", async () => {
    const { inputs } = one((await run()).stack, "cloudwatch/metricAlarm:MetricAlarm", "observer-overdue");
    expect(inputs).to.deep.include({ metricName: "RunOverdue", threshold: 1 });
    expect(inputs.dimensions).to.deep.include({ Region: "us-east-2" });
  });

  it("knows no region's resources and no secret", async () => {
    const { stack } = await run();
    const { variables } = one(stack, "lambda/function:Function").inputs.environment as {
      variables: { REDOUBT_DEPLOYMENT: string };
    };
    const known = JSON.parse(variables.REDOUBT_DEPLOYMENT);
    expect(known.secretArns).to.deep.equal({});
    expect(known.regions).to.deep.equal({
      "us-east-1": { cidr: "10.10.0.0/16" },
      "us-west-1": { cidr: "10.20.0.0/16" },
    });
  });
});
