import { assert } from "chai";
import { rules } from "../../../policy/all-rules";
import { policiesFor } from "../../../policy/crossguard";
import { UNKNOWN_VALUE } from "../../../resources/unknown";

/** The runtime of policy packs, as the engine calls it. */
const { makeRemediateRpcFun } = require("@pulumi/policy/server");
const { AnalyzeRequest, AnalyzerResourceOptions } = require("@pulumi/pulumi/proto/analyzer_pb");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb");

interface Remediation {
  policyname: string;
  properties?: Record<string, unknown>;
}

/** The inputs of a resource after remediation by one rule, or by all; undefined where nothing changed. */
async function remediated(
  type: string,
  inputs: Record<string, unknown>,
  { level = "remediate", rule }: { level?: string; rule?: string } = {},
): Promise<{ by: string[]; inputs: Record<string, unknown> | undefined }> {
  const policies = policiesFor(rules.filter(({ name }) => rule === undefined || name === rule)).map((policy) => ({
    ...policy,
    enforcementLevel: level,
  }));
  const request = new AnalyzeRequest();
  request.setType(type);
  request.setName("r");
  request.setUrn(`urn:pulumi:prod::shop::${type}::r`);
  request.setProperties(Struct.fromJavaScript(inputs));
  request.setOptions(new AnalyzerResourceOptions());
  const remediations = await new Promise<Remediation[]>((resolve, reject) =>
    makeRemediateRpcFun(
      "redoubt",
      "1.0.0",
      "advisory",
      policies,
    )({ request }, (error: Error | undefined, response: { getRemediationsList(): RemediationMessage[] }) =>
      error
        ? reject(error)
        : resolve(
            response.getRemediationsList().map((message) => ({
              policyname: message.getPolicyname(),
              properties: message.getProperties()?.toJavaScript(),
            })),
          ),
    ),
  );
  return { by: remediations.map(({ policyname }) => policyname), inputs: remediations.at(-1)?.properties };
}

interface RemediationMessage {
  getPolicyname(): string;
  getProperties(): { toJavaScript(): Record<string, unknown> } | undefined;
}

const SECRET = "4dabf18193072939515e22adb298388d";
const secret = (value: string) => ({ [SECRET]: "1b47061264138c4ac30d75fd1eb44270", value });

describe("remediation", () => {
  it("sets what a rule requires", async () => {
    const block = await remediated("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", { bucket: "b" });
    assert.deepEqual(block.inputs, {
      bucket: "b",
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
  });

  it("sets values inside blocks and lists, and leaves the others", async () => {
    const { inputs } = await remediated("aws:ec2/launchTemplate:LaunchTemplate", {
      metadataOptions: { httpPutResponseHopLimit: 2 },
      blockDeviceMappings: [
        { deviceName: "/dev/xvda", ebs: { volumeSize: 20 } },
        { deviceName: "/dev/xvdb", ebs: { snapshotId: "snap-1" } },
      ],
    });
    assert.deepEqual(inputs, {
      metadataOptions: { httpPutResponseHopLimit: 2, httpTokens: "required" },
      blockDeviceMappings: [
        { deviceName: "/dev/xvda", ebs: { volumeSize: 20, encrypted: "true" } },
        { deviceName: "/dev/xvdb", ebs: { snapshotId: "snap-1" } },
      ],
    });
  });

  it("keeps secrets and values that are not known yet", async () => {
    const { inputs } = await remediated("aws:rds/instance:Instance", {
      password: secret("not-a-secret-1"),
      kmsKeyId: UNKNOWN_VALUE,
    });
    assert.deepEqual(inputs?.password, secret("not-a-secret-1"));
    assert.equal(inputs?.kmsKeyId, UNKNOWN_VALUE);
    assert.equal(inputs?.deletionProtection, true);
  });

  it("changes nothing where the value is not known yet", async () => {
    const { by } = await remediated(
      "aws:rds/instance:Instance",
      { deletionProtection: UNKNOWN_VALUE },
      { rule: "rds-deletion-protection" },
    );
    assert.deepEqual(by, []);
  });

  it("changes nothing that is right", async () => {
    const { by } = await remediated(
      "aws:rds/instance:Instance",
      { deletionProtection: true },
      { rule: "rds-deletion-protection" },
    );
    assert.deepEqual(by, []);
  });

  for (const level of ["advisory", "mandatory", "disabled"]) {
    it(`changes nothing at the level ${level}`, async () => {
      assert.deepEqual((await remediated("aws:rds/instance:Instance", {}, { level })).by, []);
    });
  }

  it("never changes what would replace a resource or lose data", async () => {
    const inputs = { engine: "postgres", instanceClass: "db.m6g.large" };
    const { inputs: after } = await remediated("aws:rds/instance:Instance", inputs);
    assert.deepEqual(after, { ...inputs, copyTagsToSnapshot: true, deletionProtection: true });
    assert.deepEqual((await remediated("aws:ebs/volume:Volume", { availabilityZone: "us-east-1a" })).by, []);
    assert.deepEqual((await remediated("aws:cloudwatch/logGroup:LogGroup", {})).by, []);
  });

  it("leaves CloudFront's default certificate, for which no minimum version exists", async () => {
    const { by } = await remediated("aws:cloudfront/distribution:Distribution", {
      viewerCertificate: { cloudfrontDefaultCertificate: true },
    });
    assert.deepEqual(by, []);
  });
});
