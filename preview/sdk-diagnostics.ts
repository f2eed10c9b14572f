import * as pulumi from "@pulumi/pulumi";

/** Functions of the SDK that are not part of its types. */
const debuggable = require("@pulumi/pulumi/runtime/debuggable") as {
  debuggablePromise<T>(promise: Promise<T>): Promise<T>;
};
const resources = pulumi.Resource as unknown as { callsites(): readonly unknown[] };

/**
 * Runs a program without two diagnostics of the SDK: a stack trace for every promise, to report promises that never resolve, and two for
 * every resource, to report its position in the source. The preview shows neither, and they take a fifth of its time.
 */
export async function withoutSdkDiagnostics<T>(run: () => Promise<T>): Promise<T> {
  const { debuggablePromise } = debuggable;
  const { callsites } = resources;
  debuggable.debuggablePromise = (promise) => promise;
  resources.callsites = () => [];
  try {
    return await run();
  } finally {
    debuggable.debuggablePromise = debuggablePromise;
    resources.callsites = callsites;
  }
}
