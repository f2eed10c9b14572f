import { expect } from "chai";
import { KeyValueStore, type Propagation } from "../../../../../drill/testbed/edge/key-value-store";

describe("KeyValueStore", () => {
  const at = (milliseconds: number): Propagation => ({ least: milliseconds, most: milliseconds });
  const random = { next: () => 0 };

  it("accepts a write only under its current ETag", () => {
    const store = new KeyValueStore(at(0), random);
    const { etag } = store.read("k");
    store.put("k", "one", etag);
    expect(() => store.put("k", "two", etag)).to.throw(/ETag/);
    expect(store.read("k").value).to.equal("one");
    store.close();
  });

  it("shows a write to new locations at once and to others later, and never reverts to an older one", async () => {
    const delays = [50, 1];
    const store = new KeyValueStore({ least: 0, most: 1 }, { next: () => delays.shift() ?? 0 });
    const seen = store.addLocation();
    store.put("k", "one", store.read("k").etag);
    store.put("k", "two", store.read("k").etag);
    expect(seen("k")).to.equal(undefined);
    expect(store.addLocation()("k")).to.equal("two");
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(seen("k")).to.equal("two");
    store.close();
  });
});
