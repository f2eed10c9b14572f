import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import {
  type ApplicationPermissionsArgs,
  applicationPermissions,
} from "../../../../components/compute/application-permissions";
import { runAlone } from "../../../support/run-program";

const args: ApplicationPermissionsArgs = {
  region: "us-west-1",
  secretArn: "arn:aws:secretsmanager:us-west-1:123456789012:secret:orders",
  bucketArns: { "us-east-1": "arn:aws:s3:::east", "us-west-1": "arn:aws:s3:::west" },
  dataKeyArn: "arn:aws:kms:us-west-1:123456789012:key/mrk-1",
  accessPointArn: "arn:aws:s3::123456789012:accesspoint/a.mrap",
};

async function resourcesOf(action: string): Promise<string[]> {
  const { outputs } = await runAlone(async () => ({
    resources: pulumi
      .output(applicationPermissions(args))
      .apply((permissions) => permissions.filter(({ actions }) => actions.includes(action)))
      .apply((permissions) => permissions.flatMap(({ resources }) => resources)),
  }));
  return outputs.resources as string[];
}

describe("applicationPermissions", () => {
  it("read what the access point answers from any region's bucket, and write the own region's only", async () => {
    const own = ["arn:aws:s3:::west/*", "arn:aws:s3::123456789012:accesspoint/a.mrap/object/*"];
    expect(await resourcesOf("s3:GetObject")).to.have.members([...own, "arn:aws:s3:::east/*"]);
    expect(await resourcesOf("s3:PutObject")).to.have.members(own);
  });

  it("decrypt under every key of the multi-Region set, through S3, and encrypt under the own region's only", async () => {
    expect(await resourcesOf("kms:Decrypt")).to.have.members([
      "arn:aws:kms:us-west-1:123456789012:key/mrk-1",
      "arn:aws:kms:*:123456789012:key/mrk-1",
    ]);
    expect(await resourcesOf("kms:GenerateDataKey")).to.deep.equal(["arn:aws:kms:us-west-1:123456789012:key/mrk-1"]);
    const everywhere = applicationPermissions(args).at(-1);
    expect(everywhere?.condition).to.deep.equal({ StringLike: { "kms:ViaService": "s3.*.amazonaws.com" } });
  });

  it("refuse a set of buckets without the region's own", () => {
    expect(() => applicationPermissions({ ...args, bucketArns: { "us-east-1": "arn:aws:s3:::east" } })).to.throw(
      "bucketArns: got us-east-1; add us-west-1",
    );
  });
});
