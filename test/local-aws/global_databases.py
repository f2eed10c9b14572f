"""Aurora global databases as moto holds them, and their errors."""

from moto.core import DEFAULT_ACCOUNT_ID
from moto.rds.exceptions import InvalidParameterValue, RDSClientError
from moto.rds.models import rds_backends

# The backend that holds all global clusters, whichever region is called.
HOME = "us-east-1"


class GlobalClusterNotFound(RDSClientError):
    def __init__(self, identifier):
        super().__init__("GlobalClusterNotFoundFault", f"Global cluster {identifier} not found.")


class InvalidGlobalClusterState(RDSClientError):
    def __init__(self, message):
        super().__init__("InvalidGlobalClusterStateFault", message)


def find(identifier):
    found = rds_backends[DEFAULT_ACCOUNT_ID][HOME].global_clusters.get(identifier or "")
    if found is None:
        raise GlobalClusterNotFound(identifier)
    return found


def global_of(cluster):
    clusters = rds_backends[DEFAULT_ACCOUNT_ID][HOME].global_clusters.values()
    return next((one for one in clusters if cluster in one.members), None)


def primary_of(database):
    return next((member for member in database.members if member.is_writer), None)


def member(database, identifier):
    for cluster in database.members:
        if identifier in (cluster.db_cluster_arn, cluster.db_cluster_identifier):
            return cluster
    raise InvalidParameterValue(f"Cluster {identifier} is not found in global cluster {database.global_cluster_identifier}")
