import { expect } from "chai";
import { routeByLease } from "../../../../automation/reconcile/routes";
import { parseConfig } from "../../../../config/parse";
import { configMap } from "../../../support/preview";

describe("access point routes after an update", () => {
  it("are left alone, with the missing output named, when the global stack's outputs are incomplete", async () => {
    const outputs = {
      accessPointArn: "arn:point",
      routingStoreArn: "arn:store",
      secretArns: {},
      sentinelFunctionName: "sentinel",
    };
    const error = await routeByLease(parseConfig(configMap({})), "redoubt", outputs).then(
      () => expect.fail("did not refuse"),
      (reason: Error) => reason,
    );
    expect(error.message).to.equal("stack global: output leaseTableName: missing; update the stack: redoubt up");
  });
});
