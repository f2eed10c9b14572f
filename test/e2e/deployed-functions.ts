import { InvokeCommand, LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { expect } from "chai";
import { takeDenied } from "../local-aws/identity";

/** What the schedules send to the functions, by handler. */
const EVENTS: Readonly<Record<string, unknown>> = {
  "index.step": { action: "reconcile" },
  "index.detect": {},
  "index.observe": {},
};

/**
 * Runs the scheduled functions of a project once in each region with their deployed code, environment and role.
 * @returns the handlers that ran, by region, and the calls that their roles do not allow
 */
export async function runScheduledFunctions(regions: readonly string[], leaseTableName: string) {
  await takeDenied();
  const ran: Record<string, string[]> = {};
  for (const region of regions) {
    const lambda = new LambdaClient({ region });
    const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}));
    const own = Functions.filter(
      ({ Environment, Handler = "" }) =>
        Handler in EVENTS && Environment?.Variables?.REDOUBT_DEPLOYMENT?.includes(`"${leaseTableName}"`),
    );
    for (const { FunctionName, Handler = "" } of own) {
      const Payload = JSON.stringify(EVENTS[Handler]);
      const { FunctionError, Payload: answer } = await lambda.send(new InvokeCommand({ FunctionName, Payload }));
      expect(FunctionError, `${FunctionName}: ${new TextDecoder().decode(answer)}`).to.equal(undefined);
    }
    ran[region] = own.map(({ Handler = "" }) => Handler).toSorted();
  }
  return { ran, denied: await takeDenied() };
}
