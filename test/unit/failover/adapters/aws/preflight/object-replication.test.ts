import { expect } from "chai";
import { objectReplication } from "../../../../../../failover/adapters/aws/preflight/object-replication";
import { failureOf, partsWith } from "./parts";

describe("failover/adapters/aws/preflight/object-replication", () => {
  /** Values of each series, newest first. */
  const check = (failed: number[][], pending: number[][]) =>
    objectReplication(
      partsWith({
        GetMetricData: ({ MetricDataQueries }) => {
          const [{ Expression = "" } = {}] = MetricDataQueries as { Expression?: string }[];
          expect(Expression).to.include('SourceBucket="objects"');
          const series = Expression.includes("OperationsFailedReplication") ? failed : pending;
          return { MetricDataResults: series.map((Values) => ({ Values })) };
        },
      }),
    );

  it("reports the newest pending bytes of all destinations", async () => {
    expect(await check([[0, 0]], [[512, 4096], [100]])).to.equal(
      "objects: no failed operation in the last day, 612 bytes pending",
    );
  });

  it("fails after failed operations", async () => {
    expect((await failureOf(check([[0, 2], [1]], [[0]]))).message).to.match(
      /^objects: 3 operations failed to replicate/,
    );
  });

  it("is not decided without metrics", async () => {
    expect((await failureOf(check([], []))).name).to.equal("Doubt");
  });
});
