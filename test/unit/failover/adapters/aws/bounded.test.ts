import { expect } from "chai";
import { bounded } from "../../../../../failover/adapters/aws/bounded";
import { Refused } from "../../../../../failover/protocol/ports";
import { rejection } from "./rejection";
import { serviceError } from "./stand-ins";

describe("adapters: bounded calls", () => {
  it("gives the call a signal that ends it when its time is over", async () => {
    const error = await rejection(
      bounded(
        ({ abortSignal }) =>
          new Promise((_, reject) => abortSignal.addEventListener("abort", () => reject(abortSignal.reason))),
        0.001,
      ),
    );
    expect(error.name).to.equal("TimeoutError");
  });

  it("refuses where the caller lacks the permission, and says what to do", async () => {
    const error = await rejection(bounded(() => Promise.reject(serviceError("AccessDeniedException", "not you"))));
    expect(error).to.be.instanceOf(Refused);
    expect(error.message).to.equal("AccessDeniedException: not you; give the caller that permission");
  });

  it("passes any other error on, so that the caller may try again", async () => {
    const throttled = serviceError("ThrottlingException");
    expect(await rejection(bounded(() => Promise.reject(throttled)))).to.equal(throttled);
  });
});
