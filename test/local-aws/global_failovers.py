"""Failovers and switchovers of Aurora global databases, which moto does not have; imported by global_clusters.py.

| call | what is emulated | page |
| --- | --- | --- |
| rds FailoverGlobalCluster | with AllowDataLoss; requested in the target's region, and refused unless the target is an available secondary with an instance. It takes time; then the target is the primary, and the former primary waits for its resynchronization | RDS API Reference, FailoverGlobalCluster; Aurora User Guide, "Performing managed failovers for Aurora global databases" |
| rds FailoverGlobalCluster | once its region answers again, the former primary is a secondary, and a snapshot of its volume at the time of the failure is kept | Aurora User Guide, "Performing managed failovers for Aurora global databases" |
| rds SwitchoverGlobalCluster | requested in the primary's region, and refused unless all members are available and connected; both roles change without a loss | RDS API Reference, SwitchoverGlobalCluster; Aurora User Guide, "Performing switchovers for Amazon Aurora global databases" |

A phase lasts for two describe calls, so that no test waits for a clock.
"""

from datetime import datetime, timezone

import outages
from global_databases import InvalidGlobalClusterState, find, member, primary_of
from moto.core.responses import ActionResult
from moto.rds.exceptions import InvalidDBClusterStateFault, InvalidParameterValue
from moto.rds.responses import RDSResponse

PHASE_CALLS = 2


def is_out(region):
    """Whether RDS of a region does not answer (outages.py)."""
    outage = outages._outage
    return region in outage.get("regions", []) and "rds" in outage.get("services", ["rds"])


def check_target(database, identifier):
    if getattr(database, "local_state", None):
        raise InvalidGlobalClusterState(f"Global cluster {database.global_cluster_identifier} has a failover or switchover in progress.")
    target = member(database, identifier)
    if target.is_writer:
        raise InvalidDBClusterStateFault(f"{identifier} is the primary cluster already.")
    if target.status != "available" or not any(instance.status == "available" for instance in target.members):
        raise InvalidDBClusterStateFault(f"{identifier} is not available, or has no available DB instance.")
    if getattr(target, "synchronization", "connected") != "connected":
        raise InvalidDBClusterStateFault(f"{identifier} is not synchronized with the primary cluster.")
    return target


def fail_over(self):
    database = find(self.params["GlobalClusterIdentifier"])
    if not self.params.get("AllowDataLoss"):
        return switch_over(self)
    target = check_target(database, self.params["TargetDbClusterIdentifier"])
    refuse_elsewhere(self.region, target, "failover")
    return begin(database, target, lossy=True)


def switch_over(self):
    database = find(self.params["GlobalClusterIdentifier"])
    target = check_target(database, self.params["TargetDbClusterIdentifier"])
    refuse_elsewhere(self.region, primary_of(database), "switchover")
    for cluster in database.members:
        if is_out(cluster.region) or cluster.status != "available" or getattr(cluster, "synchronization", "connected") != "connected":
            raise InvalidDBClusterStateFault(f"{cluster.db_cluster_arn} is not available: a switchover needs a healthy global database.")
    return begin(database, target, lossy=False)


def refuse_elsewhere(region, cluster, operation):
    if region != cluster.region:
        raise InvalidParameterValue(f"The {operation} is requested in {cluster.region}, not in {region}.")


def begin(database, target, lossy):
    former = primary_of(database)
    database.local_state = {
        "Status": "pending",
        "FromDbClusterArn": former.db_cluster_arn,
        "ToDbClusterArn": target.db_cluster_arn,
        "IsDataLossAllowed": lossy,
    }
    changing = "failing-over" if lossy else "switching-over"
    database.local_phases = [
        *[lambda: None] * PHASE_CALLS,
        lambda: database.local_state.update(Status=changing),
        *[lambda: None] * (PHASE_CALLS - 1),
        lambda: finish(database, former, target, lossy),
    ]
    return ActionResult({"GlobalCluster": database})


def finish(database, former, target, lossy):
    former.is_writer, target.is_writer = False, True
    database.local_state = None
    if lossy:
        former.synchronization = "pending-resync"
        database.local_rejoins = [*getattr(database, "local_rejoins", []), [former, PHASE_CALLS]]


def advance(database):
    phases = getattr(database, "local_phases", [])
    if phases:
        phases.pop(0)()
    for rejoin in list(getattr(database, "local_rejoins", [])):
        former = rejoin[0]
        if former not in database.members:
            database.local_rejoins.remove(rejoin)
        elif not is_out(former.region):
            rejoin[1] -= 1
            if rejoin[1] < 0:
                database.local_rejoins.remove(rejoin)
                keep_snapshot(former)
                former.synchronization = "connected"


def keep_snapshot(cluster):
    time = datetime.now(timezone.utc).strftime("%Y-%m-%d-%H-%M-%S")
    name = f"rds:unplanned-global-failover-{cluster.db_cluster_identifier}-{time}"
    cluster.backend.create_auto_cluster_snapshot(cluster.db_cluster_identifier, name)


RDSResponse.failover_global_cluster = fail_over
RDSResponse.switchover_global_cluster = switch_over
