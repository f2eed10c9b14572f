import { DescribeDBClustersCommand, DescribeDBInstancesCommand, RDSClient } from "@aws-sdk/client-rds";
import { bounded, clientSettings } from "./bounded";
import { withNamedErrors } from "./clients/named-errors";
import { providerCredentials } from "./provider-credentials";

/** The region's DB instances and Aurora clusters whose identifier begins with a prefix. */
export async function databasesNamed(client: RDSClient, prefix: string): Promise<string[]> {
  const { DBInstances = [] } = await bounded((options) => client.send(new DescribeDBInstancesCommand({}), options));
  const { DBClusters = [] } = await bounded((options) => client.send(new DescribeDBClustersCommand({}), options));
  const names = [
    ...DBInstances.map(({ DBInstanceIdentifier }) => DBInstanceIdentifier),
    ...DBClusters.map(({ DBClusterIdentifier }) => DBClusterIdentifier),
  ];
  return names.filter((name): name is string => name?.startsWith(prefix) === true);
}

/**
 * Those of the identifiers that are DB instances or Aurora clusters of the region.
 * @param settings stack configuration, with the credentials under `aws:`
 */
export async function deployedDatabases(
  region: string,
  identifiers: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<string[]> {
  const client = withNamedErrors(
    new RDSClient({ ...clientSettings(region), ...(await providerCredentials(settings, region)) }),
  );
  const filter = (Name: string) => ({ Filters: [{ Name, Values: [...identifiers] }] });
  const instances = new DescribeDBInstancesCommand(filter("db-instance-id"));
  const { DBInstances = [] } = await bounded((options) => client.send(instances, options));
  if (DBInstances.length > 0) return DBInstances.flatMap(({ DBInstanceIdentifier }) => DBInstanceIdentifier ?? []);
  const clusters = new DescribeDBClustersCommand(filter("db-cluster-id"));
  const { DBClusters = [] } = await bounded((options) => client.send(clusters, options));
  return DBClusters.flatMap(({ DBClusterIdentifier }) => DBClusterIdentifier ?? []);
}
