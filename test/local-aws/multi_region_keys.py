"""What KMS refuses around multi-Region keys, beyond the local AWS; imported by server.py.

| call | what is refused | page |
| --- | --- | --- |
| kms ReplicateKey | AlreadyExistsException for a region with a replica of the key, also one that waits for its deletion | KMS API Reference, ReplicateKey, ReplicaRegion; Developer Guide, "Deleting multi-Region keys" |
| kms ReplicateKey | UnsupportedOperationException for a replica: only a primary is replicated | KMS API Reference, ReplicateKey |
"""

from moto.core.exceptions import JsonRESTError
from moto.kms.models import KmsBackend, kms_backends

_replicate = KmsBackend.replicate_key


class AlreadyExists(JsonRESTError):
    code = 400

    def __init__(self, region):
        super().__init__("AlreadyExistsException", f"A related multi-Region key already exists in Region {region}.")


class Unsupported(JsonRESTError):
    code = 400

    def __init__(self, key):
        super().__init__("UnsupportedOperationException", f"{key} is not a multi-Region primary key.")


def replicate(self, key_id, replica_region):
    key = self.keys.get(key_id)
    if key is not None and (key.multi_region_configuration or {}).get("MultiRegionKeyType") != "PRIMARY":
        raise Unsupported(key.arn)
    if key_id in kms_backends[self.account_id][replica_region].keys:
        raise AlreadyExists(replica_region)
    return _replicate(self, key_id, replica_region)


KmsBackend.replicate_key = replicate
