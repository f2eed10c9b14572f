import { Certificate } from "@pulumi/aws/acm";
import { expect } from "chai";
import { validationRecord } from "../../../../components/edge/validation-record";
import { one } from "../../../support/preview";
import { runComponents } from "../../../support/run-program";

describe("validationRecord", () => {
  const run = () =>
    runComponents((opts) => {
      const certificate = new Certificate(
        "certificate",
        { domainName: "example.com", subjectAlternativeNames: ["www.example.com"], validationMethod: "DNS" },
        opts,
      );
      validationRecord("record", { certificate, hostedZoneId: "Z1", index: 1 }, certificate);
    });

  it("is the one that ACM asks for the name at the index", async () => {
    const { stack } = await run();
    expect(one(stack, "route53/record:Record").inputs.name).to.match(/\.www\.example\.com$/);
  });

  it("adopts an existing record and stays when its stack is destroyed, because other certificates share it", async () => {
    const { stack, optionsOf } = await run();
    expect(one(stack, "route53/record:Record").inputs.allowOverwrite).to.equal(true);
    expect(optionsOf("route53/record:Record", "record").retainOnDelete).to.equal(true);
  });
});
