import { expect } from "chai";
import { Network } from "../../../../../drill/testbed/network/network";

const healthy = { delayMilliseconds: 0, breakProbability: 0 };

describe("Network", () => {
  it("isolates a site from the others, degrades the links into it, and heals", async () => {
    const network = new Network(1, healthy);
    const target = () => 0;
    const [inside, into, out, elsewhere] = await Promise.all([
      network.connect("east", "east", "database", target),
      network.connect("edge", "east", "load balancer", target),
      network.connect("east", "edge", "client", target),
      network.connect("edge", "west", "load balancer", target),
    ]);
    const states = () => [inside, into, out, elsewhere].map(({ state }) => state);
    network.isolate("east");
    expect(states()).to.deep.equal(["open", "silent", "silent", "open"]);
    network.heal();
    expect(states()).to.deep.equal(["open", "open", "open", "open"]);
    network.degrade("east");
    expect(states()).to.deep.equal(["open", "degraded", "open", "open"]);
    network.close();
  });
});
