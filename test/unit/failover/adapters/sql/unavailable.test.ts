import { expect } from "chai";
import { isUnavailable } from "../../../../../failover/adapters/sql/unavailable";

const coded = (code: string) => Object.assign(new Error("failed"), { code });

describe("adapters: unavailable database", () => {
  it("recognizes a server that is not reached, stops, starts or takes no writes", () => {
    for (const code of ["ECONNREFUSED", "ETIMEDOUT", "PROTOCOL_CONNECTION_LOST", "57P03", "25006"]) {
      expect(isUnavailable(coded(code)), code).to.equal(true);
    }
    for (const message of ["timeout expired", "Connection terminated unexpectedly"]) {
      expect(isUnavailable(new Error(message)), message).to.equal(true);
    }
  });

  it("does not count what a running database answers, nor a statement that waits, nor a name that is not resolved", () => {
    for (const code of ["28P01", "42P01", "42501", "57014", "PROTOCOL_SEQUENCE_TIMEOUT", "ENOTFOUND"]) {
      expect(isUnavailable(coded(code)), code).to.equal(false);
    }
    expect(isUnavailable(new Error("Query read timeout"))).to.equal(false);
    expect(isUnavailable("timeout expired")).to.equal(false);
  });
});
