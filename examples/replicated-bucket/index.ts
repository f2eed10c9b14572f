// Redoubt's storage components in another program: buckets in two regions, replicated in both directions.
import * as aws from "@pulumi/aws";
import { LogBucket, MultiRegionBucket, MultiRegionKey } from "pulumi-redoubt";

const REGIONS = ["eu-west-1", "eu-central-1"] as const;
const [homeRegion, ...replicaRegions] = REGIONS;
const { accountId } = aws.getCallerIdentityOutput();

const key = new MultiRegionKey("documents", { homeRegion, replicaRegions, description: "Documents", accountId });
const logs = Object.fromEntries(
  REGIONS.map((region) => [region, new LogBucket(`logs-${region}`, { region, accountId, logRetentionDays: 365 })]),
);

const documents = new MultiRegionBucket("documents", {
  accountId,
  regions: Object.fromEntries(
    REGIONS.map((region) => [region, { keyArn: key.arns[region] ?? "", logBucket: logs[region]?.bucketName ?? "" }]),
  ),
  noncurrentVersionDays: 90,
});

export const accessPointArn = documents.accessPointArn;
