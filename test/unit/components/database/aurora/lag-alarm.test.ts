import { expect } from "chai";
import { ReplicatedDatabase } from "../../../../../components";
import { ofType, one } from "../../../../support/preview";
import { runComponents } from "../../../../support/run-program";
import { AURORA_PRIMARY, AURORA_SECONDARY } from "../arguments";

const ALARM = "cloudwatch/metricAlarm:MetricAlarm";
const run = (args: typeof AURORA_PRIMARY) => runComponents((opts) => new ReplicatedDatabase("orders", args, opts));

describe("lagAlarm", () => {
  it("watches the secondary's own lag, in milliseconds, and fires when it is missing", async () => {
    const { stack } = await run({ ...AURORA_SECONDARY, lagLimitSeconds: 60 });
    expect(one(stack, ALARM).inputs).to.include({
      region: "us-west-1",
      metricName: "AuroraGlobalDBRPOLag",
      threshold: 60_000,
      treatMissingData: "breaching",
    });
  });

  it("does not exist for a primary, of which CloudWatch has no such metric", async () => {
    expect(ofType((await run(AURORA_PRIMARY)).stack, ALARM)).to.deep.equal([]);
  });
});
