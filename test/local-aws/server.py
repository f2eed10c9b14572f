"""The local AWS with what a failover needs beyond it.

| call | what is emulated | page |
| --- | --- | --- |
| rds PromoteReadReplica | takes a while: the instance is "modifying", still a replica; then "rebooting", no replica any more; then "available" | RDS User Guide, "Promoting a read replica to be a standalone DB instance" |
| rds PromoteReadReplica | refused with InvalidDBInstanceState unless the instance is "available" (so also while "backing-up") | RDS API Reference, PromoteReadReplica |

A phase lasts two looks at the instance: no test waits for a clock. What the stacks' provisioning needs is in provisioning.py.
"""

import sys

import local_aws_server
import provisioning  # noqa: F401
from moto.rds.exceptions import InvalidDBInstanceStateError
from moto.rds.models import RDSBackend

LOOKS = 2
_promote = RDSBackend.promote_read_replica
_describe = RDSBackend.describe_db_instances


def promote(self, db_kwargs):
    instance = self.databases[db_kwargs["db_instance_identifier"]]
    if instance.status != "available":
        raise InvalidDBInstanceStateError(instance.db_instance_identifier, "in available state")
    instance.status = "modifying"
    # The source goes when the looks at "modifying" are over.
    instance.local_phases = [lambda: None] * LOOKS + [
        lambda: (_promote(self, db_kwargs), setattr(instance, "status", "rebooting")),
        *[lambda: None] * (LOOKS - 1),
        lambda: setattr(instance, "status", "available"),
    ]
    return instance


def describe(self, *args, **kwargs):
    instances = _describe(self, *args, **kwargs)
    for instance in instances:
        phases = getattr(instance, "local_phases", [])
        if phases:
            phases.pop(0)()
    return instances


RDSBackend.promote_read_replica = promote
RDSBackend.describe_db_instances = describe

if __name__ == "__main__":
    local_aws_server.main(sys.argv[1:])
