import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { reveal, secretValue, unwrap } from "../../../preview/values";
import { one } from "../../support/preview";
import { runAlone } from "../../support/run-program";

describe("wire values", () => {
  it("hide secrets from output and keep them for the mock cloud", () => {
    const value = { list: [secretValue({ inner: 1 })], plain: true };
    expect(reveal(value)).to.deep.equal({ list: ["[secret]"], plain: true });
    expect(unwrap(value)).to.deep.equal({ list: [{ inner: 1 }], plain: true });
  });

  it("show assets by their path, and archives as [archive]", async () => {
    const stack = await runAlone(async () => {
      new aws.s3.BucketObjectv2("file", { bucket: "b", source: new pulumi.asset.FileAsset("package.json") });
      new aws.lambda.Function("code", { role: "r", code: new pulumi.asset.AssetArchive({}) });
      return {};
    });
    expect(one(stack, "s3/bucketObjectv2:BucketObjectv2").inputs.source).to.equal("package.json");
    expect(one(stack, "lambda/function:Function").inputs.code).to.equal("[archive]");
  });
});
