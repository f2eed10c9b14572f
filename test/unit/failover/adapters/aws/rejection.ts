import { expect } from "chai";

/** The error that a promise rejects with; fails the test when it resolves. */
export async function rejection(promise: Promise<unknown>): Promise<Error> {
  return promise.then(
    () => expect.fail("did not reject"),
    (error: Error) => error,
  );
}
