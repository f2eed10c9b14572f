"""Redoubt's lease agent in an ECS task, started by its supervisor (task.py).

It is healthy, so that the application's container starts, once the path to the database may be open. It ends the task when the region may
not use the database. Where it does not enforce the lease, as in the web tier, it only answers /writable.
"""

import asyncio
import json
import os
import socket
import threading

from agent import Agent, Table, enforce, follow, notify, serve
from aws_requests import Credentials, Request, fetch
from task import DEFAULT_PORT, end_task, health_address


class TaskCredentials(Credentials):
    """Those of the task's role (Amazon ECS Developer Guide, "Task IAM role")."""

    def from_instance(self):
        base = self.environment.get("AWS_CONTAINER_CREDENTIALS_HOST", "http://169.254.170.2")
        found = json.loads(fetch(Request(base + self.environment["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"])))
        return {"id": found["AccessKeyId"], "secret": found["SecretAccessKey"], "token": found["Token"]}


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
    # Before anything can open the path: from here on, the supervisor expects a sign of life every few seconds.
    notify("WATCHDOG=1")
    threading.Thread(target=enforce, args=(agent, task), daemon=True).start()
    threading.Thread(target=follow, args=(agent, table, pause), daemon=True).start()
    asyncio.run(serve(agent, int(environment.get("LEASE_PORT", DEFAULT_PORT)), None))


if __name__ == "__main__":
    run(dict(os.environ))
