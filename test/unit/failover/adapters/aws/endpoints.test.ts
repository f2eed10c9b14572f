import { expect } from "chai";
import { Endpoints, NoEndpointAnswered } from "../../../../../failover/adapters/aws/endpoints";

describe("endpoints", () => {
  it("calls the endpoint that answered last first", async () => {
    const endpoints = new Endpoints("table", ["a", "b"]);
    const called: string[] = [];
    const call = async (region: string) => {
      called.push(region);
      if (region === "a") throw new Error("timed out");
      return region;
    };
    expect([await endpoints.first(call), await endpoints.first(call)]).to.deep.equal(["b", "b"]);
    expect(called).to.deep.equal(["a", "b", "b"]);
  });

  it("calls no further endpoint after its machine was suspended, because the caller's checks are outdated", async () => {
    let now = 0;
    const endpoints = new Endpoints("table", ["a", "b"], () => now);
    const called: string[] = [];
    const error: unknown = await endpoints
      .first(async (region) => {
        called.push(region);
        now += 100_000;
        throw new Error("timed out");
      })
      .catch((reason: unknown) => reason);
    expect(called).to.deep.equal(["a"]);
    expect(error).to.be.instanceOf(NoEndpointAnswered).with.property("message").that.includes("b: not called");
  });
});
