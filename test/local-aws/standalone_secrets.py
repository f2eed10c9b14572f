"""Replicas of secrets that are detached from their primary, which moto lacks; imported by server.py.

| call | what is emulated | page |
| --- | --- | --- |
| secretsmanager StopReplicationToReplica | called in the replica's region, it makes the replica a secret of its own, with its ARN, value, versions and key; refused for a secret that is no replica | Secrets Manager API Reference, StopReplicationToReplica; User Guide, "Promote a replica secret to a standalone secret" |
"""

import json
from copy import copy

from moto.secretsmanager.exceptions import InvalidRequestException
from moto.secretsmanager.models import ReplicaSecret, SecretsManagerBackend
from moto.secretsmanager.responses import SecretsManagerResponse


def stop_replication(backend, secret_id):
    replica = backend.secrets[secret_id]
    if not isinstance(replica, ReplicaSecret):
        raise InvalidRequestException("Operation not permitted on a secret that is not a replica.")
    secret = copy(replica.source)
    secret.arn, secret.region = replica.arn, replica.region
    secret.kms_key_id = replica.config["KmsKeyId"]
    secret.versions = {id: dict(version) for id, version in replica.source.versions.items()}
    secret.replicas = []
    replica.source.replicas = [other for other in replica.source.replicas if other is not replica]
    dict.pop(backend.secrets, replica.arn)
    backend.secrets[secret.arn] = secret
    return secret.arn


def stop_replication_to_replica(response):
    return json.dumps({"ARN": stop_replication(response.backend, response._get_param("SecretId"))})


SecretsManagerBackend.stop_replication_to_replica = stop_replication
SecretsManagerResponse.stop_replication_to_replica = stop_replication_to_replica
