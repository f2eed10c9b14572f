import { expect } from "chai";
import { accessPoints, deleteAccessPoint } from "../../../../../failover/adapters/aws/access-points";
import { clockBySleeping } from "../../../../support/clock";
import { serviceError, standInClients } from "./stand-ins";

const accountId = "123456789012";
const point = { accountId, name: "redoubt-0a0a0a0a", buckets: ["objects-1"] };

/** S3 with one access point, whose deletion takes two reads. */
function s3(status = "READY") {
  let state: string | undefined = status;
  let reads = 0;
  return standInClients({
    ListMultiRegionAccessPoints: ({ NextToken }) =>
      NextToken === undefined
        ? { AccessPoints: [{ Name: "other", Regions: [] }], NextToken: "2" }
        : { AccessPoints: [{ Name: point.name, Regions: [{ Bucket: "objects-1", Region: "us-east-1" }] }] },
    GetMultiRegionAccessPoint: () => {
      if (state === "DELETING" && reads++ === 2) state = undefined;
      if (state === undefined) throw serviceError("NoSuchMultiRegionAccessPoint");
      return { AccessPoint: { Name: point.name, Status: state } };
    },
    DeleteMultiRegionAccessPoint: () => {
      state = "DELETING";
      return {};
    },
  });
}

describe("failover/adapters/aws/access-points", () => {
  it("finds the access points of all pages with their buckets", async () => {
    const { clients } = s3();
    expect(await accessPoints(clients.s3Control("us-west-2"), accountId)).to.deep.equal([
      { accountId, name: "other", buckets: [] },
      point,
    ]);
  });

  it("requests a deletion once, and waits until the access point does not exist", async () => {
    const { asked, clients } = s3();
    const clock = clockBySleeping();
    await deleteAccessPoint(clients.s3Control("us-west-2"), point, clock);
    const requests = asked.filter(({ command }) => command === "DeleteMultiRegionAccessPoint");
    expect(requests.map(({ input }) => input)).to.deep.equal([
      { AccountId: accountId, ClientToken: point.name, Details: { Name: point.name } },
    ]);
    expect(clock.monotonic()).to.be.greaterThan(0);
  });

  it("continues a deletion that was requested before, and ends with an error when it does not end", async () => {
    const { asked, clients } = s3("DELETING");
    await deleteAccessPoint(clients.s3Control("us-west-2"), point, clockBySleeping());
    expect(asked.map(({ command }) => command)).to.not.include("DeleteMultiRegionAccessPoint");
    const stuck = standInClients({ GetMultiRegionAccessPoint: () => ({ AccessPoint: { Status: "DELETING" } }) });
    const error = await deleteAccessPoint(stuck.clients.s3Control("us-west-2"), point, clockBySleeping()).then(
      () => undefined,
      (reason: Error) => reason.message,
    );
    expect(error).to.equal("access point redoubt-0a0a0a0a: its deletion has not ended after 1800 s");
  });
});
