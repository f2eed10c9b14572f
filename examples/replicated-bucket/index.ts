// Redoubt's storage components in another program: buckets in two regions, replicated in both directions.
import * as aws from "@pulumi/aws";
import { LogBucket, MultiRegionBucket, MultiRegionKey } from "redoubt";

const regions = ["eu-west-1", "eu-central-1"] as const;
const [homeRegion, ...replicaRegions] = regions;
const { accountId } = aws.getCallerIdentityOutput();

const key = new MultiRegionKey("documents", { homeRegion, replicaRegions, description: "Documents", accountId });
const logs = Object.fromEntries(
  regions.map((region) => [region, new LogBucket(`logs-${region}`, { region, accountId, logRetentionDays: 365 })]),
);

const documents = new MultiRegionBucket("documents", {
  accountId,
  regions: Object.fromEntries(
    regions.map((region) => [region, { keyArn: key.arns[region] ?? "", logBucket: logs[region]?.bucketName ?? "" }]),
  ),
  noncurrentVersionDays: 90,
});

export const accessPointArn = documents.accessPointArn;
