"""What the stacks' provisioning needs beyond the local AWS; imported by server.py.

| call | what is emulated | page |
| --- | --- | --- |
| dynamodb UpdateTable (ReplicaUpdates) | a replica shares the items, but has an ARN, tags, backups and deletion protection of its own | DynamoDB Developer Guide, "Global tables: how it works" |
| s3 PutBucketLogging | the target's policy may also hold statements for everybody, such as one that refuses requests without TLS | Amazon S3 User Guide, "Enabling Amazon S3 server access logging" |
| secretsmanager CreateSecret, ReplicateSecretToRegions | a replica is told with the key that it was asked for | Secrets Manager API Reference, ReplicationStatusType |
"""

import json
from copy import copy
from types import SimpleNamespace

from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.responses import DynamoHandler
from moto.s3.models import FakeBucket
from moto.secretsmanager.models import FakeSecret

_update_table = DynamoHandler.update_table
_create_replicas = FakeSecret.create_replicas
_log_permissions = FakeSecret.create_replicas = create_replicas
FakeBucket._log_permissions_enabled_policy


def update_table(self):
    answer = _update_table(self)
    for update in self.body.get("ReplicaUpdates") or []:
        if "Create" not in update:
            continue
        region, name = update["Create"]["RegionName"], self.body["TableName"]
        replica = copy(dynamodb_backends[self.current_account][region].tables[name])
        replica.table_arn = replica.table_arn.replace(f":{self.region}:", f":{region}:")
        replica.region_name, replica.tags = region, []
        replica.continuous_backups = {**replica.continuous_backups}
        dynamodb_backends[self.current_account][region].tables[name] = replica
    return answer


def log_permissions(target_bucket, target_prefix):
    policy = json.loads(target_bucket.policy or b'{"Statement": []}')
    named = [statement for statement in policy["Statement"] if isinstance(statement.get("Principal"), dict)]
    target = SimpleNamespace(
        policy=json.dumps({"Statement": named}).encode(), partition=target_bucket.partition, name=target_bucket.name
    )
    return _log_permissions(target_bucket=target, target_prefix=target_prefix)


def create_replicas(self, replica_regions, force_overwrite):
    replicas = _create_replicas(self, replica_regions, force_overwrite)
    for replica, asked in zip(replicas, replica_regions):
        replica.config["KmsKeyId"] = asked.get("KmsKeyId") or replica.config["KmsKeyId"]
    return replicas


DynamoHandler.update_table = update_table
FakeSecret.create_replicas = create_replicas
FakeBucket._log_permissions_enabled_policy = staticmethod(log_permissions)
