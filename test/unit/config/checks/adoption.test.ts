import { itAccepts, itRefuses, regionSettings } from "../../../support/config-errors";

const network = {
  vpcId: "vpc-0a",
  publicSubnetIds: ["subnet-1a", "subnet-1b"],
  applicationSubnetIds: ["subnet-2a", "subnet-2b"],
  databaseSubnetIds: ["subnet-3a", "subnet-3b"],
};
const secretArn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf";
const adopted = { cidr: undefined, network, database: { existing: "orders" } };
const key = (region: string, id = "mrk-1a") => `arn:aws:kms:${region}:123456789012:key/${id}`;
const keys = { "us-east-1": key("us-east-1"), "us-east-2": key("us-east-2"), "us-west-1": key("us-west-1") };

describe("configuration checks: existing resources", () => {
  itAccepts([
    ["an existing database of the active region", { ...regionSettings({ east: adopted }), database: { secretArn } }],
    ["an existing key of all regions", { dataKeyArns: keys }],
    ["an existing bucket", regionSettings({ east: { bucket: "documents", bucketKeyArn: key("us-east-1", "1") } })],
  ]);
  itRefuses([
    [
      "an existing database without its credentials",
      regionSettings({ east: adopted }),
      "database.secretArn: missing; orders has credentials of its own: name the secret with its username and password",
    ],
    [
      "an existing database in a new network",
      { ...regionSettings({ east: { database: { existing: "orders" } } }), database: { secretArn } },
      "regions.us-east-1.database.existing: got orders with a new network; name the network of the instance under regions.us-east-1.network",
    ],
    [
      "an existing database of a standby",
      { ...regionSettings({ west: adopted }), database: { secretArn } },
      "regions.us-west-1.database.existing: got orders, but us-west-1 is a standby; name a primary of us-east-1, or raise database.generation to rebuild it",
    ],
    [
      "an existing Aurora cluster",
      { ...regionSettings({ east: adopted }), database: { engine: "aurora-postgresql", secretArn } },
      "regions.us-east-1.database.existing: got orders with aurora-postgresql; only RDS instances can be adopted",
    ],
    [
      "an existing key that a region lacks",
      { dataKeyArns: { "us-east-1": keys["us-east-1"], "us-east-2": keys["us-east-2"] } },
      "dataKeyArns.us-west-1: missing; replicate the key to that region",
    ],
    [
      "two multi-Region keys",
      { dataKeyArns: { ...keys, "us-west-1": key("us-west-1", "mrk-2a") } },
      "dataKeyArns: got mrk-1a, mrk-2a; name replicas of one multi-Region key",
    ],
    [
      "a key without its bucket",
      regionSettings({ east: { bucketKeyArn: key("us-east-1", "1") } }),
      `regions.us-east-1.bucketKeyArn: got ${key("us-east-1", "1")} without a bucket; name the bucket, or remove it`,
    ],
  ]);
});
