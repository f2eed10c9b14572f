import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { withoutSdkDiagnostics } from "../../../preview/sdk-diagnostics";
import { runAlone } from "../../support/run-program";

const debuggable = require("@pulumi/pulumi/runtime/debuggable") as {
  debuggablePromise(promise: Promise<unknown>): Promise<unknown> & { _debugStackTrace?: string };
};
const { callsites } = pulumi.Resource as unknown as { callsites(): readonly unknown[] };
const { debuggablePromise } = debuggable;

describe("the SDK's diagnostics", () => {
  it("take no stack traces while a program runs, so that the preview stays fast", async () => {
    await withoutSdkDiagnostics(async () => {
      const promise = Promise.resolve();
      expect(debuggable.debuggablePromise(promise)).to.equal(promise);
      expect(promise).not.to.have.property("_debugStackTrace");
      expect(pulumi.Resource)
        .to.have.property("callsites")
        .that.satisfies((own: () => unknown[]) => own().length === 0);
    });
  });

  it("are back afterwards, also when the program throws", async () => {
    const error = await withoutSdkDiagnostics(() => Promise.reject(new Error("broken"))).catch((thrown) => thrown);
    expect(error.message).to.equal("broken");
    expect(debuggable.debuggablePromise).to.equal(debuggablePromise);
    expect(pulumi.Resource).to.have.property("callsites", callsites);
  });

  it("are back after a program that fails early, because others run in the same process", async () => {
    const failing = runAlone(async () => {
      void Promise.reject(new Error("a registration failed"));
      await new Promise(() => {});
      return {};
    });
    expect(await failing.catch((error: Error) => error.message)).to.equal("a registration failed");
    expect(debuggable.debuggablePromise).to.equal(debuggablePromise);
    expect(pulumi.Resource).to.have.property("callsites", callsites);
  });

  it("exist in the SDK under the names that are replaced", () => {
    expect(debuggablePromise).to.be.a("function");
    expect(callsites).to.be.a("function");
  });
});
