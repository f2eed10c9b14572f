import * as pulumi from "@pulumi/pulumi";
import { assert } from "chai";
import * as components from "../../../plugin";
import { ComponentProvider } from "../../../plugin/host";
import type { PackageSchema } from "../../../plugin/schema-types";

const BUCKET = "redoubt:index:MultiRegionBucket";

async function schema(): Promise<PackageSchema> {
  return JSON.parse(await new ComponentProvider().getSchema());
}

async function rejection(token: string, inputs: pulumi.Inputs): Promise<string> {
  try {
    await new ComponentProvider().construct("documents", token, inputs, {});
  } catch (error) {
    assert.instanceOf(error, pulumi.RunError, "any other error is shown with its stack");
    return (error as Error).message;
  }
  return assert.fail("the arguments were accepted");
}

describe("the components' plugin", () => {
  before(() => {
    pulumi.runtime.setMocks({
      newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: { arn: `arn:${name}`, ...inputs } }),
      call: () => ({ accountId: "123456789012" }),
    });
  });

  it("has an inferred schema of every component", async () => {
    const tokens = Object.keys(components).map((name) => `redoubt:index:${name}`);
    assert.sameMembers(Object.keys((await schema()).resources), tokens);
  });

  it("describes inputs and outputs, and leaves out what only TypeScript can express", async () => {
    const { resources } = await schema();
    for (const [token, { inputProperties, properties }] of Object.entries(resources)) {
      // The analyzer infers "any" for what it cannot resolve.
      assert.notInclude(JSON.stringify(inputProperties), "pulumi.json#/Any", token);
      assert.notProperty(inputProperties, "transform", token);
      assert.isNotEmpty(properties, token);
    }
    assert.deepEqual(resources[BUCKET]?.requiredInputs, ["regions"]);
  });

  it("constructs a component with its outputs", async () => {
    const inputs = { regions: { "eu-west-1": {}, "eu-central-1": {} } };
    const { urn, state } = await new ComponentProvider().construct("documents", BUCKET, inputs, {});
    const value = await new Promise<pulumi.Inputs>((resolve) => pulumi.output({ urn, state }).apply(resolve));
    assert.include(String(value.urn), "redoubt:index:MultiRegionBucket::documents");
    assert.sameMembers(Object.keys(value.state), ["accessPointArn", "bucketArns", "bucketNames"]);
    assert.sameMembers(Object.keys(value.state.bucketNames), ["eu-west-1", "eu-central-1"]);
  });

  it("reports all invalid arguments at once, with the path, the value and the fix", async () => {
    const message = await rejection("redoubt:index:Network", {
      zones: "eu-west-1a",
      nat: "none",
      region: 1,
      colour: "x",
    });
    assert.equal(
      message,
      [
        "documents: accountId: got none; it is required",
        "documents: cidr: got none; it is required",
        "documents: keyArn: got none; it is required",
        "documents: logRetentionDays: got none; it is required",
        'documents: zones: got "eu-west-1a"; use a list',
        'documents: nat: got "none"; use one of per-zone, single',
        "documents: region: got 1; use a string",
      ].join("\n") +
        "\ndocuments: colour: not an argument; use region, accountId, keyArn, logRetentionDays, cidr, tags, zones, nat",
    );
  });

  it("refuses an output where the value decides which resources exist", async () => {
    const region = pulumi.output({});
    assert.equal(
      await rejection(BUCKET, { regions: { "eu-west-1": region } }),
      "documents: regions.eu-west-1: got an output of a resource; use a value that is known before the deployment",
    );
  });

  it("refuses an unknown component", async () => {
    assert.include(
      await rejection("redoubt:index:Buckit", {}),
      "type: got redoubt:Buckit; use one of redoubt:AlarmTopic",
    );
  });

  it("reports what the library refuses in the same way", async () => {
    assert.match(await rejection(BUCKET, { regions: {} }), /^documents: regions: /);
  });

  it("requires what the kind of a database needs, which the types of the library express", async () => {
    const network = { region: "eu-west-1", vpcId: "vpc-1", databaseSubnetIds: ["subnet-1", "subnet-2"] };
    const keyArn = "arn:aws:kms:eu-west-1:123456789012:key/mrk-1";
    const inputs = { network, keyArn, role: { kind: "primary", databaseName: "orders" } };
    assert.equal(
      await rejection("redoubt:index:ReplicatedDatabase", inputs),
      [
        "documents: role.username: got none; a primary database needs it",
        "documents: role.password: got none; a primary database needs it",
      ].join("\n"),
    );
  });
});
