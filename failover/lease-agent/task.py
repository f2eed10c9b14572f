"""Redoubt's lease agent as an essential container of an ECS task.

Fargate permits no change of routes. Where the agent enforces the lease, it ends the task instead: it kills every process of the task,
whose containers share a process namespace, and exits, upon which ECS stops the task. It is healthy, so that the application's container
starts, once the path to the database may be open. Where it does not enforce the lease, as in the web tier, it only answers /writable.
It runs as two processes: the agent, and a supervisor that ends the task when the agent exits or hangs.

Usage: task.py [run | healthy]
Environment: that of agent.py; LEASE_ENFORCEMENT (task: enforce; empty: only answer).
"""

import asyncio
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading

from agent import Agent, Table, enforce, follow, json, serve
from aws_requests import Credentials, Request, fetch

# Seconds without a sign of life of the agent, as WatchdogSec on instances; LEASE_MARGIN_SECONDS covers them.
WATCHDOG = 3
DEFAULT_PORT = "8081"


def health_address(environment):
    """Abstract socket on which the agent listens once it is healthy. The task's network namespace contains it."""
    return f"\0redoubt-lease-agent-{environment.get('LEASE_PORT', DEFAULT_PORT)}"


class TaskCredentials(Credentials):
    """Those of the task's role (Amazon ECS Developer Guide, "Task IAM role")."""

    def from_instance(self):
        base = self.environment.get("AWS_CONTAINER_CREDENTIALS_HOST", "http://169.254.170.2")
        found = json.loads(fetch(Request(base + self.environment["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"])))
        return {"id": found["AccessKeyId"], "secret": found["SecretAccessKey"], "token": found["Token"]}


def end_task(reason):
    """Ends every process that can reach the database. Only ECS has this variable, so that no host's processes are killed."""
    print(f"the task ends: {reason}", file=sys.stderr, flush=True)
    if "ECS_CONTAINER_METADATA_URI_V4" in os.environ:
        try:
            os.kill(-1, signal.SIGKILL)
        except OSError:
            pass  # The exit of this essential container ends the task as well.
    os._exit(1)


class Task:
    """The path to the database of a task: closed before the application starts, and closed for ever by the end of the task."""

    def __init__(self, environment):
        self.enforced, self.health = environment.get("LEASE_ENFORCEMENT", "") == "task", None
        self.address = health_address(environment)

    def set(self, is_open):
        if is_open or not self.enforced:
            if self.health is None:
                self.health = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
                self.health.bind(self.address)
                self.health.listen()
        elif self.health is not None:
            end_task("the region may not use the database")


def run(environment):
    task = Task(environment)
    seconds, margin = float(environment.get("LEASE_SECONDS", "30")), float(environment.get("LEASE_MARGIN_SECONDS", "0"))
    agent = Agent(environment["REGION"], seconds, environment.get("LEASE_ON_SILENCE", "refuse"), margin)
    agent.enforces = task.enforced
    table = Table(environment)
    table.credentials = TaskCredentials(environment)
    pause = float(environment.get("LEASE_RENEW_SECONDS", "5"))
    threading.Thread(target=enforce, args=(agent, task), daemon=True).start()
    threading.Thread(target=follow, args=(agent, table, pause), daemon=True).start()
    asyncio.run(serve(agent, int(environment.get("LEASE_PORT", DEFAULT_PORT)), None))


def supervise(environment):
    address = f"redoubt-{secrets.token_hex(8)}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as watchdog:
        watchdog.bind(f"\0{address}")
        watchdog.settimeout(WATCHDOG)
        own = {"NOTIFY_SOCKET": f"@{address}", "PYTHONDONTWRITEBYTECODE": "1"}
        child = subprocess.Popen([sys.executable, __file__, "run"], env={**environment, **own})
        try:
            while child.poll() is None:
                watchdog.recv(100)
        except TimeoutError:
            child.kill()
    end_task("the lease agent ended or hangs")


def healthy(environment):
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.settimeout(1)
        client.connect(health_address(environment))


if __name__ == "__main__":
    if sys.argv[1:] == ["healthy"]:
        healthy(os.environ)
    elif sys.argv[1:] == ["run"]:
        run(dict(os.environ))
    else:
        supervise(dict(os.environ))
