"""What RDS and S3 replication refuse, or do by themselves, beyond the local AWS; imported by server.py.

| call | what is emulated | page |
| --- | --- | --- |
| rds ModifyDBInstance | a new major version is refused without AllowMajorVersionUpgrade | RDS API Reference, ModifyDBInstance, AllowMajorVersionUpgrade |
| rds ModifyDBInstance | a new major version of a PostgreSQL read replica is refused: replicas are not upgraded on their own | RDS User Guide, "How to perform a major version upgrade for RDS for PostgreSQL", read replicas |
| rds ModifyDBInstance | a new major version of a MySQL or MariaDB source is refused before its replicas have it | RDS User Guide, "Upgrades of the RDS for MySQL DB engine", "Upgrades of the MariaDB DB engine" |
| rds CreateDBInstance, ModifyDBInstance | a parameter group of another family than the version's is refused | RDS User Guide, "Overview of parameter groups" |
| rds CreateDBInstance, -ReadReplica, ModifyDBInstance | RDS creates the log groups of exported logs that do not exist, without retention and key | RDS User Guide, "Publishing database logs to Amazon CloudWatch Logs" |
| rds ModifyDBParameterGroup | a parameter that is set to its default is reported as the system's, with the apply method pending-reboot | RDS API Reference, Parameter; RDS User Guide, "Using SSL with a PostgreSQL DB instance" (default of rds.force_ssl) |
| s3 PutBucketReplication | refused unless source and destinations are versioned | S3 User Guide, "Requirements and considerations for replication" |
"""

from moto.core import DEFAULT_ACCOUNT_ID
from moto.logs.models import logs_backends
from moto.rds.exceptions import RDSClientError
from moto.rds.models import DBParameterGroup, RDSBackend, rds_backends
from moto.s3.exceptions import S3ClientError
from moto.s3.models import S3Backend


# ---- versions ----------------------------------------------------------------------------------
def major(engine, version):
    return ".".join(str(version).split(".")[: 1 if engine in ("postgres", "aurora-postgresql") else 2])


def refuse_other_family(backend, engine, version, group_name):
    group = backend.db_parameter_groups.get(group_name or "")
    family = engine + major(engine, version)
    if group is not None and group.family != family:
        raise RDSClientError(
            "InvalidParameterCombination",
            f"The parameter group {group.name} with DBParameterGroupFamily {group.family} can't be used for this instance. "
            f"Use a parameter group with DBParameterGroupFamily {family}.",
        )


def replicas_of(instance):
    for backend in rds_backends[DEFAULT_ACCOUNT_ID].values():
        for other in backend.databases.values():
            source = getattr(other, "source_db_instance_identifier", None)
            if source in (instance.db_instance_identifier, instance.db_instance_arn):
                yield other


def refuse_upgrade(instance, version, allowed):
    engine = instance.engine
    wanted = major(engine, version)
    if wanted == major(engine, instance.engine_version):
        return
    if engine == "postgres" and getattr(instance, "source_db_instance_identifier", None):
        raise RDSClientError(
            "InvalidParameterValue", "Major Version Upgrade not supported for Postgres Read Replica DB Instances"
        )
    if not allowed:
        raise RDSClientError(
            "InvalidParameterCombination",
            "The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version.",
        )
    if engine != "postgres" and any(major(engine, replica.engine_version) != wanted for replica in replicas_of(instance)):
        raise RDSClientError(
            "DBUpgradeDependencyFailure", "One or more of the DB Instance's read replicas need to be upgraded"
        )


# ---- exported logs -----------------------------------------------------------------------------
def create_log_groups(backend, instance):
    logs = logs_backends[DEFAULT_ACCOUNT_ID][backend.region_name]
    for log in instance.enabled_cloudwatch_logs_exports:
        name = f"/aws/rds/instance/{instance.db_instance_identifier}/{log}"
        if name not in logs.groups:
            logs.create_log_group(name, {})
    return instance


_create = RDSBackend.create_db_instance
_create_replica = RDSBackend.create_db_instance_read_replica
_modify = RDSBackend.modify_db_instance


def create(self, db_kwargs):
    engine, version = db_kwargs.get("engine"), db_kwargs.get("engine_version")
    if version:
        refuse_other_family(self, engine, version, db_kwargs.get("db_parameter_group_name"))
    return create_log_groups(self, _create(self, db_kwargs))


def create_replica(self, db_kwargs):
    return create_log_groups(self, _create_replica(self, db_kwargs))


def modify(self, db_instance_identifier, db_kwargs):
    instance = self.databases.get(db_instance_identifier)
    if instance is not None:
        version = db_kwargs.get("engine_version") or instance.engine_version
        refuse_upgrade(instance, version, db_kwargs.get("allow_major_version_upgrade"))
        group = db_kwargs.get("db_parameter_group_name") or instance.db_parameter_group_name
        refuse_other_family(self, instance.engine, version, group)
    return create_log_groups(self, _modify(self, db_instance_identifier, db_kwargs))


RDSBackend.create_db_instance = create
RDSBackend.create_db_instance_read_replica = create_replica
RDSBackend.modify_db_instance = modify

# ---- parameters --------------------------------------------------------------------------------
# The first major version in which the server requires TLS by default.
TLS_BY_DEFAULT = {"rds.force_ssl": ("postgres", (15,)), "require_secure_transport": ("mariadb", (11, 8))}
_update_parameters = DBParameterGroup.update_parameters


def is_default(group, parameter):
    engine, since = TLS_BY_DEFAULT.get(parameter["ParameterName"], ("", ()))
    if not engine or not group.family.startswith(engine) or parameter.get("ParameterValue") != "1":
        return False
    return tuple(int(part) for part in group.family.removeprefix(engine).split(".")) >= since


def update_parameters(self, new_parameters):
    _update_parameters(self, new_parameters)
    for parameter in self.parameters.values():
        if is_default(self, parameter):
            parameter.update({"Source": "system", "ApplyMethod": "pending-reboot"})


DBParameterGroup.update_parameters = update_parameters


# ---- S3 ----------------------------------------------------------------------------------------
class UnversionedBucket(S3ClientError):
    code = 400

    def __init__(self, which):
        super().__init__("InvalidRequest", f"Versioning must be 'Enabled' on the {which} bucket to apply a replication configuration")


_put_replication = S3Backend.put_bucket_replication


def put_replication(self, bucket_name, replication):
    if self.get_bucket(bucket_name).versioning_status != "Enabled":
        raise UnversionedBucket("source")
    rules = replication["Rule"] if isinstance(replication["Rule"], list) else [replication["Rule"]]
    for rule in rules:
        destination = rule["Destination"]["Bucket"].removeprefix("arn:aws:s3:::")
        if self.get_bucket(destination).versioning_status != "Enabled":
            raise UnversionedBucket("destination")
    return _put_replication(self, bucket_name, replication)


S3Backend.put_bucket_replication = put_replication
