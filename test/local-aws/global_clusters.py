"""Aurora global databases, beyond what moto has of them; imported by server.py. global_failovers.py has the changes of their primary.

| call | what is emulated | page |
| --- | --- | --- |
| rds DescribeGlobalClusters | by identifier, region or member; with failover state and each member's synchronization status; the same answer in every region | RDS API Reference, DescribeGlobalClusters, FailoverState, GlobalClusterMember |
| rds DescribeGlobalClusters | the database name is the primary cluster's | RDS API Reference, GlobalCluster; hashicorp/terraform-provider-aws#39368 |
| rds ModifyGlobalCluster, DeleteGlobalCluster | keep deletion protection; a protected or non-empty global cluster is not deleted | RDS API Reference, ModifyGlobalCluster, DeleteGlobalCluster |
| rds CreateDBCluster | the first member is the primary; a secondary needs an available primary in another region, the same engine version, a key of its own region where the primary is encrypted, and neither user, password nor database name | Aurora User Guide, "Adding an AWS Region to an Amazon Aurora global database"; RDS API Reference, CreateDBCluster |
| rds DescribeDBClusters | only clusters of Aurora Serverless v1 have a scaling configuration | RDS API Reference, DBCluster, ScalingConfigurationInfo |
| rds DescribeDBClusters | a secondary names the primary as its replication source; its writer endpoint is not in use | Aurora User Guide, "Connecting to Amazon Aurora Global Database" |
| rds RemoveFromGlobalCluster | the cluster becomes a standalone one that takes writes; the primary is removed last | RDS API Reference, RemoveFromGlobalCluster; Aurora User Guide, "Removing a cluster from an Amazon Aurora global database" |
| rds PromoteReadReplicaDBCluster | detaches a secondary, which becomes a standalone cluster | RDS API Reference, PromoteReadReplicaDBCluster; hashicorp/terraform-provider-aws#40921 |
| rds DeleteDBCluster | a member of a global cluster is not deleted | Aurora User Guide, "Deleting an Amazon Aurora global database" |
| rds ResetDBClusterParameterGroup | the named parameters, or all, have their defaults again | RDS API Reference, ResetDBClusterParameterGroup |
"""

from global_databases import InvalidGlobalClusterState, find, global_of, member, primary_of
from global_failovers import advance
from moto.core.responses import ActionResult
from moto.rds.exceptions import InvalidDBClusterStateFault, InvalidParameterCombination, InvalidParameterValue
from moto.rds.models import DBCluster, GlobalCluster, RDSBackend
from moto.rds.responses import RDSResponse

SECONDARY_REFUSES = ("master_username", "master_user_password", "database_name")


# ---- members -----------------------------------------------------------------------------------
_create_cluster = RDSBackend.create_db_cluster
_delete_cluster = RDSBackend.delete_db_cluster


def create_cluster(self, kwargs):
    identifier = kwargs.get("global_cluster_identifier")
    if not identifier:
        return _create_cluster(self, kwargs)
    database = find(identifier)
    primary = primary_of(database)
    if kwargs.get("engine") != database.engine:
        raise InvalidParameterCombination(f"The engine of global cluster {identifier} is {database.engine}.")
    if kwargs.get("engine_version") not in (None, database.engine_version):
        raise InvalidParameterValue(f"The engine version of global cluster {identifier} is {database.engine_version}.")
    if primary is None:
        if not kwargs.get("master_username"):
            raise InvalidParameterValue("The parameter MasterUsername must be provided and must not be blank.")
    else:
        refuse_secondary(self, kwargs, database, primary)
    cluster = _create_cluster(self, kwargs)
    cluster.synchronization = "connected"
    if primary is not None:
        cluster.database_name, cluster.master_username = primary.database_name, primary.master_username
    return cluster


def refuse_secondary(backend, kwargs, database, primary):
    given = [name for name in SECONDARY_REFUSES if kwargs.get(name)]
    if given:
        raise InvalidParameterCombination(f"Cannot specify {', '.join(given)} for a secondary cluster of a global cluster.")
    if primary.status != "available" or not primary.members:
        raise InvalidDBClusterStateFault(f"Source cluster {primary.db_cluster_arn} is in a state which is not valid for physical replication")
    if any(each.region == backend.region_name for each in database.members):
        raise InvalidParameterValue(f"Global cluster {database.global_cluster_identifier} already has a cluster in {backend.region_name}.")
    if primary.storage_encrypted and not kwargs.get("kms_key_id"):
        raise InvalidParameterCombination("A key of the region must be specified for a secondary of an encrypted cluster.")
    kwargs.setdefault("engine_version", database.engine_version)


def delete_cluster(self, cluster_identifier, snapshot_name=None):
    cluster = self.clusters.get(cluster_identifier)
    if cluster is not None and global_of(cluster) is not None:
        raise InvalidDBClusterStateFault("This cluster is a part of a global cluster, please remove it from globalcluster first")
    return _delete_cluster(self, cluster_identifier, snapshot_name)


def detach(database, cluster):
    database.members.remove(cluster)
    cluster.is_writer = False
    cluster.global_cluster_identifier = None
    return database


def remove(self):
    database = find(self.params["GlobalClusterIdentifier"])
    cluster = member(database, self.params["DbClusterIdentifier"])
    if cluster.is_writer and len(database.members) > 1:
        raise InvalidGlobalClusterState("The primary cluster is removed after all secondary clusters.")
    return ActionResult({"GlobalCluster": detach(database, cluster)})


_promote = RDSBackend.promote_read_replica_db_cluster


def promote(self, db_cluster_identifier):
    cluster = self.clusters[db_cluster_identifier]
    database = global_of(cluster)
    if database is None:
        return _promote(self, db_cluster_identifier)
    if cluster.is_writer:
        raise InvalidDBClusterStateFault(f"DB cluster {db_cluster_identifier} is not a read replica.")
    detach(database, cluster)
    return cluster


def replication_source(cluster):
    database = global_of(cluster)
    if database is None or cluster.is_writer:
        return cluster.__dict__.get("local_source")
    primary = primary_of(database)
    return primary and primary.db_cluster_arn


DBCluster.replication_source_identifier = property(
    replication_source, lambda cluster, source: cluster.__dict__.__setitem__("local_source", source)
)
_scaling = DBCluster.scaling_configuration_info.fget
DBCluster.scaling_configuration_info = property(lambda cluster: _scaling(cluster) if cluster.engine_mode == "serverless" else None)


# ---- global clusters ---------------------------------------------------------------------------


def members(database):
    primary = primary_of(database)
    return [
        {
            "DBClusterArn": cluster.db_cluster_arn,
            "IsWriter": cluster.is_writer,
            "Readers": [each.db_cluster_arn for each in database.members if each is not primary] if cluster is primary else [],
            "SynchronizationStatus": getattr(cluster, "synchronization", "connected"),
            **({} if cluster.is_writer else {"GlobalWriteForwardingStatus": "disabled"}),
        }
        for cluster in database.members
    ]


GlobalCluster.global_cluster_members = property(members)
GlobalCluster.database_name = property(lambda database: getattr(primary_of(database), "database_name", None))
GlobalCluster.failover_state = property(lambda database: getattr(database, "local_state", None))


def describe(self):
    for database in self.global_backend.global_clusters.values():
        advance(database)
    filters = {each["Name"]: each["Values"] for each in self.params.get("Filters", [])}
    identifier = self.params.get("GlobalClusterIdentifier")
    found = [find(identifier)] if identifier else list(self.global_backend.global_clusters.values())
    if "region" in filters:
        found = [one for one in found if any(cluster.region in filters["region"] for cluster in one.members)]
    if "db-cluster-id" in filters:
        found = [one for one in found if any(cluster.db_cluster_arn in filters["db-cluster-id"] for cluster in one.members)]
    return ActionResult({"GlobalClusters": found})


def modify(self):
    database = find(self.params["GlobalClusterIdentifier"])
    protection = self.params.get("DeletionProtection")
    if protection is not None:
        database.deletion_protection = protection
    version = self.params.get("EngineVersion")
    if version:
        database.engine_version = version
        for cluster in database.members:
            cluster.engine_version = version
    return ActionResult({"GlobalCluster": database})


def delete(self):
    database = find(self.params["GlobalClusterIdentifier"])
    if database.members:
        raise InvalidGlobalClusterState(f"Global Cluster {database.global_cluster_arn} is not empty")
    if database.deletion_protection:
        raise InvalidParameterCombination("Cannot delete protected Global Cluster, please disable deletion protection and try again.")
    del self.global_backend.global_clusters[database.global_cluster_identifier]
    return ActionResult({"GlobalCluster": database})


# ---- parameter groups --------------------------------------------------------------------------
def reset_parameters(self):
    group = self.backend.db_cluster_parameter_groups[self.params["DBClusterParameterGroupName"]]
    names = [each["ParameterName"] for each in self.params.get("Parameters", [])]
    for name in names or list(group.parameters):
        group.parameters.pop(name, None)
    return ActionResult({"DBClusterParameterGroupName": group.name})


RDSResponse.reset_db_cluster_parameter_group = reset_parameters
RDSBackend.create_db_cluster = create_cluster
RDSBackend.delete_db_cluster = delete_cluster
RDSBackend.promote_read_replica_db_cluster = promote
RDSResponse.describe_global_clusters = describe
RDSResponse.modify_global_cluster = modify
RDSResponse.delete_global_cluster = delete
RDSResponse.remove_from_global_cluster = remove
