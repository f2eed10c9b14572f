import { expect } from "chai";
import { objectReplication } from "../../../../../../failover/adapters/aws/preflight/object-replication";
import type { AccountParts } from "../../../../../../failover/adapters/aws/preflight/parts";
import { failureOf, partsWith } from "./parts";

describe("failover/adapters/aws/preflight/object-replication", () => {
  /** Values of each series, newest first. */
  const check = (failed: number[][], pending: number[][], changes: Partial<AccountParts> = {}) =>
    objectReplication(
      partsWith(
        {
          GetMetricData: ({ MetricDataQueries }, region) => {
            const [{ Expression = "" } = {}] = MetricDataQueries as { Expression?: string }[];
            expect(Expression).to.include('DestinationBucket="objects"');
            // S3 publishes each metric in one of the two regions.
            const [place, series] = Expression.includes("OperationsFailedReplication")
              ? ["us-east-1", failed]
              : ["us-west-1", pending];
            return { MetricDataResults: region === place ? series.map((Values) => ({ Values })) : [] };
          },
        },
        changes,
      ),
    );

  it("reports the newest pending bytes of all sources", async () => {
    expect(await check([[0, 0]], [[512, 4096], [100]])).to.equal(
      "objects: no operation failed to replicate to it in the last day, 612 bytes pending",
    );
  });

  it("fails after failed operations", async () => {
    expect((await failureOf(check([[0, 2], [1]], [[0]]))).message).to.match(
      /^objects: 3 operations failed to replicate to it/,
    );
  });

  it("is not decided without metrics", async () => {
    expect((await failureOf(check([], []))).name).to.equal("Doubt");
  });

  it("does not call a lost region, and still knows what is pending from it", async () => {
    expect(await check([[2]], [[512]], { lost: ["us-east-1"] })).to.match(/ 512 bytes pending$/);
  });
});
