import { expect } from "chai";
import { hostedZone } from "../../../../../../failover/adapters/aws/preflight/hosted-zone";
import type { ResolveCname } from "../../../../../../failover/adapters/aws/preflight/public-dns";
import { failureOf, partsWith } from "./parts";

describe("failover/adapters/aws/preflight/hosted-zone", () => {
  const record = { Name: "_a.example.com.", Type: "CNAME", Value: "_b.acm-validations.aws." };
  const check = (resolveCname: ResolveCname, options: object[] = [{ ResourceRecord: record }]) =>
    hostedZone(
      partsWith(
        { DescribeCertificate: () => ({ Certificate: { DomainValidationOptions: options } }) },
        { resolveCname },
      ),
    );

  it("accepts a zone whose validation records are in the public DNS", async () => {
    const names: string[] = [];
    const found = await check(async (name) => {
      names.push(name);
      return ["_B.acm-validations.aws"];
    });
    expect([found, names]).to.deep.equal(["the public DNS has the validation records of 1 names", ["_a.example.com"]]);
  });

  it("refuses a domain that is not delegated, or delegated to another zone", async () => {
    expect((await failureOf(check(async () => []))).message).to.equal(
      "_a.example.com.: the public DNS has no record instead of _b.acm-validations.aws.; delegate the domain to the name servers of its hosted zone",
    );
    expect((await failureOf(check(async () => ["elsewhere.example.net"]))).message).to.include(
      "has elsewhere.example.net instead of",
    );
  });

  it("is not decided when the DNS does not answer, or the certificate has no record", async () => {
    const silent = check(() => Promise.reject(new Error("queryCname ETIMEOUT")));
    expect(await failureOf(silent)).to.deep.include({ name: "Doubt" });
    expect((await failureOf(check(async () => [], []))).name).to.equal("Doubt");
  });
});
