import { expect } from "chai";
import { SentinelMarkers } from "../../../../../failover/adapters/aws/sentinel-markers";
import { Refused } from "../../../../../failover/protocol/ports";
import { rejection } from "./rejection";
import { deployment, serviceError, standInClients } from "./stand-ins";

const payload = (value: unknown) => Buffer.from(JSON.stringify(value));

describe("adapters: sentinel markers", () => {
  it("calls the sentinel of the region, by the one name that it has everywhere", async () => {
    const { asked, clients } = standInClients({ Invoke: () => ({ Payload: payload({ marker: "run-1" }) }) });
    const markers = new SentinelMarkers(deployment, clients.lambda);
    await markers.write("us-west-1", "run-1");
    expect(await markers.read("us-east-1")).to.equal("run-1");
    expect(asked.map(({ region, input }) => [region, input.FunctionName, input.Payload])).to.deep.equal([
      ["us-west-1", "redoubt-sentinel", '{"action":"write-marker","marker":"run-1"}'],
      ["us-east-1", "redoubt-sentinel", '{"action":"read-marker"}'],
    ]);
  });

  it("has no marker where the database has none", async () => {
    const { clients } = standInClients({ Invoke: () => ({ Payload: payload({ marker: null }) }) });
    expect(await new SentinelMarkers(deployment, clients.lambda).read("us-west-1")).to.equal(undefined);
  });

  it("rejects with the function's own message where the database takes no writes; it may be tried again", async () => {
    const failed = { FunctionError: "Unhandled", Payload: payload({ errorMessage: "read-only transaction" }) };
    const { clients } = standInClients({ Invoke: () => failed });
    const error = await rejection(new SentinelMarkers(deployment, clients.lambda).write("us-west-1", "run-1"));
    expect(error).not.to.be.instanceOf(Refused);
    expect(error.message).to.equal("function redoubt-sentinel: read-only transaction");
  });

  it("is refused where no sentinel was deployed, or the region is unknown", async () => {
    const { clients } = standInClients({
      Invoke: () => {
        throw serviceError("ResourceNotFoundException");
      },
    });
    const markers = new SentinelMarkers(deployment, clients.lambda);
    for (const region of ["us-west-1", "eu-west-1"]) {
      expect(await rejection(markers.write(region, "run-1")), region).to.be.instanceOf(Refused);
    }
  });
});
