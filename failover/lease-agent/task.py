"""The lease agent as an essential container of an ECS task: its supervisor, and the container's health check.

Fargate permits no change of routes. Where the agent (task_agent.py) enforces the lease, it ends the task instead: it kills every process of
the task, whose containers share a process namespace, and exits, upon which ECS stops the task. The supervisor does so when the agent exits
or hangs. The health check runs every few seconds beside the application, so this file imports little.

Usage: task.py [healthy]
Environment: that of agent.py; LEASE_ENFORCEMENT (task: enforce; empty: only answer).
"""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time

AGENT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "task_agent.py")
# Seconds until the first sign of life, after which the application starts. More than WATCHDOG, because Python compiles what the agent
# imports: half a second on a whole vCPU, of which a task may have a quarter.
START = 30
# Seconds without a sign of life of the agent, as WatchdogSec on instances; LEASE_MARGIN_SECONDS covers them.
WATCHDOG = 3
# Seconds between two checks whether the agent runs.
TICK = 0.5
DEFAULT_PORT = "8081"


def health_address(environment):
    """Abstract socket on which the agent listens once it is healthy. The task's network namespace contains it."""
    return f"\0redoubt-lease-agent-{environment.get('LEASE_PORT', DEFAULT_PORT)}"


def end_task(reason):
    """Ends every process that can reach the database. Only ECS has this variable, so that no host's processes are killed."""
    print(f"the task ends: {reason}", file=sys.stderr, flush=True)
    if "ECS_CONTAINER_METADATA_URI_V4" in os.environ:
        try:
            os.kill(-1, signal.SIGKILL)
        except OSError:
            pass  # The exit of this essential container ends the task as well.
    os._exit(1)


def supervise(environment):
    address = f"redoubt-{secrets.token_hex(8)}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as watchdog:
        watchdog.bind(f"\0{address}")
        watchdog.settimeout(TICK)
        own = {"NOTIFY_SOCKET": f"@{address}", "PYTHONDONTWRITEBYTECODE": "1"}
        child, end = subprocess.Popen([sys.executable, AGENT], env={**environment, **own}), time.monotonic() + START
        while child.poll() is None and time.monotonic() < end:
            try:
                watchdog.recv(100)
                end = time.monotonic() + WATCHDOG
            except TimeoutError:
                continue
    child.kill()
    end_task("the lease agent ended or hangs")


def healthy(environment):
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.settimeout(1)
        client.connect(health_address(environment))


if __name__ == "__main__":
    if sys.argv[1:] == ["healthy"]:
        healthy(os.environ)
    else:
        supervise(dict(os.environ))
