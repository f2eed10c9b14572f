"""The local AWS, completed by what a failover needs.

| call | what is emulated | page |
| --- | --- | --- |
| rds PromoteReadReplica | takes time: the instance is "modifying" and still a replica, then "rebooting" and no longer a replica, then "available" | RDS User Guide, "Promoting a read replica to be a standalone DB instance" |
| rds PromoteReadReplica | refused with InvalidDBInstanceState unless the instance is "available" (so also while "backing-up") | RDS API Reference, PromoteReadReplica |
| lambda Invoke | the function's own code runs in Node.js on this machine, with its environment, its region, its role's permissions and its time limit; errors are reported as by Lambda | Lambda Developer Guide, "Define Lambda function handler in Node.js", "Understanding retry behavior" |
| lambda Invoke of a handler named `sentinel` | stands for the sentinel and its database, which does not exist here: a marker is committed to the instance that the function's environment names, refused by a replica, and replicated at once | RDS User Guide, "Working with DB instance read replicas" |
| states StartExecution | enables moto's interpreter of the Amazon States Language | Step Functions Developer Guide, "Amazon States Language" |

A phase lasts for two describe calls, so that no test waits for a clock. provisioning.py contains what provisioning the stacks needs,
database_limits.py what RDS and replication refuse; global_clusters.py Aurora global databases; local_zones.py an account with a Local Zone;
service_limits.py what other services refuse; container_services.py services of Fargate tasks; account.py quotas and region pairs;
access_points.py Multi-Region Access Points; batch_jobs.py S3 Batch Replication; control_planes.py what depends on us-east-1; bucket_policies.py requests without TLS; multi_region_keys.py replicas of keys; standalone_secrets.py detaches replicas of secrets; permissions.py denies what a role may not do;
edges.py where functions find the edge;
remembered_replies.py repeats lost replies; atomic_items.py makes conditional writes atomic.
"""

import json
import os
import subprocess
import sys
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

import local_aws_server
from moto.awslambda.models import LambdaFunction
from moto.core.config import default_user_config
import local_zones  # noqa: F401
import provisioning  # noqa: F401
import access_points  # noqa: F401
import account  # noqa: F401
import atomic_items  # noqa: F401
import batch_jobs  # noqa: F401
import bucket_policies  # noqa: F401
import calls_by_region  # noqa: F401
import container_services  # noqa: F401
import control_planes  # noqa: F401
import database_limits  # noqa: F401
import edges
import global_clusters  # noqa: F401
import multi_region_keys  # noqa: F401
import permissions
import remembered_replies  # noqa: F401
import service_limits  # noqa: F401
import standalone_secrets  # noqa: F401
from moto.rds.exceptions import InvalidDBInstanceStateError
from moto.rds.models import RDSBackend, rds_backends

PHASE_CALLS = 2
_promote = RDSBackend.promote_read_replica
_describe = RDSBackend.describe_db_instances


def promote(self, db_kwargs):
    instance = self.databases[db_kwargs["db_instance_identifier"]]
    if instance.status != "available":
        raise InvalidDBInstanceStateError(instance.db_instance_identifier, "in available state")
    instance.status = "modifying"
    # The instance stops being a replica after the calls that see "modifying".
    instance.local_phases = [lambda: None] * PHASE_CALLS + [
        lambda: (_promote(self, db_kwargs), setattr(instance, "status", "rebooting")),
        *[lambda: None] * (PHASE_CALLS - 1),
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


unpacked = {}  # the code's digest -> its folder


def folder_of(function):
    if function.code_sha_256 not in unpacked:
        folder = tempfile.TemporaryDirectory()
        zipfile.ZipFile(BytesIO(function.code_bytes)).extractall(folder.name)
        unpacked[function.code_sha_256] = folder
    return unpacked[function.code_sha_256].name


markers = {}  # DbiResourceId -> newest marker


def instances_everywhere(account):
    return [instance for backend in rds_backends[account].values() for instance in backend.databases.values()]


def sources_of(instance):
    """The names by which a replica lists its source; none for a primary."""
    source = getattr(instance, "source_db_instance_identifier", None) or ""
    return {source, source.split(":")[-1]} - {""}


def sentinel(function, event):
    host = function.environment_vars["REDOUBT_DATABASE_HOST"]
    account = function.account_id
    instances = instances_everywhere(account)
    own = next(one for one in instances if host == one.address)
    if event["action"] == "read-marker":
        return json.dumps({"marker": markers.get(own.dbi_resource_id)}), False, ""
    if sources_of(own) or own.status != "available":
        reason = f"cannot execute INSERT in a read-only transaction ({own.status})"
        return json.dumps({"errorType": "error", "errorMessage": reason}), True, ""
    markers[own.dbi_resource_id] = event["marker"]
    for one in instances:
        if sources_of(one) & {own.db_instance_identifier, own.db_instance_arn}:
            markers[one.dbi_resource_id] = event["marker"]
    return json.dumps({"marker": event["marker"]}), False, ""


def invoke(self, event=None):
    if self.handler == "index.sentinel":
        return sentinel(self, json.loads(event) if isinstance(event, str) else event)
    environment = {
        **os.environ,
        **{name: str(value) for name, value in (self.environment_vars or {}).items()},
        **edges.environment(),
        "AWS_REGION": self.region,
        "AWS_ENDPOINT_URL": f"http://localhost:{os.environ['MOTO_PORT']}",
        "AWS_ACCESS_KEY_ID": permissions.key_of_role(self.role),
        "AWS_SECRET_ACCESS_KEY": "test",
    }
    file, handler = self.handler.split(".")
    command = ["node", str(Path(__file__).with_name("invoke.js")), str(Path(folder_of(self)) / f"{file}.js"), handler]
    try:
        done = subprocess.run(
            command, input=json.dumps(event), capture_output=True, text=True, env=environment, timeout=int(self.timeout)
        )
    except subprocess.TimeoutExpired:
        return json.dumps({"errorType": "Sandbox.Timedout", "errorMessage": f"Task timed out after {self.timeout} seconds"}), True, ""
    return done.stdout, done.returncode != 0, done.stderr


LambdaFunction._invoke_lambda = invoke
default_user_config["stepfunctions"] = {"execute_state_machine": True}
RDSBackend.promote_read_replica = promote
RDSBackend.describe_db_instances = describe

if __name__ == "__main__":
    local_aws_server.main(sys.argv[1:])
