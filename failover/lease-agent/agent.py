"""Redoubt's lease agent: holds an instance to its region's lease.

While the region may be a former writer and has no valid lease, the agent closes the path to the database: an `unreachable` route
for each database subnet, reverse-path filtering, and the end of established sockets. It also answers /writable on loopback and on a
Unix socket. Standard library only: it runs on a stock Amazon Linux 2023.

Usage: lease-agent.py [close]; `close` closes the path and exits (before start, after stop).
Environment: REGION, LEASE_TABLE, LEASE_REGIONS (nearest first, separated by commas); optional: LEASE_SECONDS (30),
LEASE_RENEW_SECONDS (5), LEASE_MARGIN_SECONDS (0), LEASE_ON_SILENCE (refuse or serve), LEASE_PORT (8081), LEASE_SOCKET (path),
DATABASE_CIDRS (separated by commas; empty: no enforcement), AWS_ENDPOINT_URL_DYNAMODB ({region} is replaced).
"""

import asyncio
import json
import os
import socket
import subprocess
import sys
import threading
import time
from http.client import HTTPException
from urllib.request import Request

from aws_requests import Credentials, fetch, now, plain, sign
from database_path import Path

# Seconds between two checks of the path.
TICK = 0.5


class Agent:
    """The last lease that was read, and until when it is valid. It ends `margin` seconds early: closing the path takes time."""

    def __init__(self, region, seconds, on_silence, margin=0.0):
        self.region, self.seconds, self.on_silence, self.margin = region, seconds, on_silence, margin
        self.seen, self.enforced, self.enforces = ({}, 0.0), True, False

    def seconds_of(self, lease):
        """How long a lease is valid after its read was sent."""
        return float(lease.get("leaseSeconds", self.seconds)) - self.margin

    def saw(self, lease, started):
        """Takes a lease from a read that was sent at `started`: the read may miss every later write."""
        self.seen = (lease, started + self.seconds_of(lease))

    def pause(self, longest):
        """The pause until the next read: a valid lease takes several reads, so that one failure does not end it."""
        return min(longest, max(0.1, self.seconds_of(self.seen[0]) / 4))

    def valid(self, at):
        return at < self.seen[1] or self.on_silence == "serve"

    def path_open(self, at):
        """Whether the instance may reach the database: as the active region, or as a standby that never was the last writer."""
        lease = self.seen[0]
        if not lease or not self.valid(at):
            return False
        if lease.get("active") == self.region and lease.get("writes") == "open":
            return True
        return self.region not in [lease.get("lastWriter"), *lease.get("quarantined", [])]

    def answer(self, at):
        lease, until = self.seen
        permitted = lease.get("active") == self.region and lease.get("writes") == "open"
        return {
            "writable": permitted and self.valid(at) and self.enforced,
            "region": self.region,
            "active": lease.get("active"),
            "epoch": lease.get("epoch"),
            "seconds": round(until - at, 3) if at < until else 0,
        }


def notify(state):
    """Reports to systemd, where the agent runs as its service."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if address:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
            channel.sendto(state.encode(), address.replace("@", "\0", 1))


def enforce(agent, path):
    """Holds the path to the lease. An error leaves the watchdog unfed, so that systemd ends the agent and closes the path."""
    while True:
        try:
            path.set(agent.path_open(now()))
            agent.enforced = True
            notify("READY=1\nWATCHDOG=1")
        except (OSError, ValueError, subprocess.SubprocessError) as error:
            agent.enforced = False
            print(f"path to the database: {error}", file=sys.stderr, flush=True)
        time.sleep(TICK)


class Table:
    """The lease table. The region that answered last is asked first, so that a region without an answer costs one time-out."""

    def __init__(self, environment):
        self.name, self.moved = environment["LEASE_TABLE"], False
        self.regions = environment["LEASE_REGIONS"].split(",")
        endpoint = environment.get("AWS_ENDPOINT_URL_DYNAMODB") or environment.get("AWS_ENDPOINT_URL")
        self.endpoint = endpoint or "https://dynamodb.{region}.amazonaws.com/"
        self.credentials = Credentials(environment)

    def call(self, region, operation, payload):
        url = self.endpoint.replace("{region}", region)
        body = json.dumps({"TableName": self.name, **payload}).encode()
        headers = {"content-type": "application/x-amz-json-1.0", "x-amz-target": f"DynamoDB_20120810.{operation}"}
        stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
        signed = sign("POST", url, headers, body, region, "dynamodb", self.credentials.get(), stamp)
        return json.loads(fetch(Request(url, data=body, headers=signed, method="POST")))

    def read(self, own=None):
        """The lease and the region that returned it, by a strongly consistent read; raises when no region answers.

        A lease that was moved is read from the table that has it now. Until that one has it, nobody has a lease: the one that
        was read last ends by itself.
        """
        lease, region = self.read_item()
        while moved := lease.get("movedTo"):
            self.name, self.moved = moved["table"], True
            self.regions = sorted(moved["regions"], key=lambda each: each != own)
            lease, region = self.read_item()
        if self.moved and not lease:
            raise OSError(f"{self.name}: the lease is being moved to it")
        return lease, region

    def read_item(self):
        reasons = []
        for region in list(self.regions):
            try:
                found = self.call(region, "GetItem", {"Key": {"pk": {"S": "lease"}}, "ConsistentRead": True})
            except (OSError, HTTPException, ValueError) as error:
                reasons.append(f"{region}: {error}")
                self.regions.remove(region)
                self.regions.append(region)
                self.credentials.until = 0.0
                continue
            return {name: plain(value) for name, value in found.get("Item", {}).items()}, region
        raise OSError("; ".join(reasons))

    def renew(self, region, agent, lease):
        """Records a sign of life, the longest lease in use and whether the path follows it, never over a later epoch's."""
        seconds = float(lease.get("leaseSeconds", agent.seconds))
        longer = "attribute_not_exists(epoch) OR epoch < :epoch OR (epoch = :epoch AND NOT leaseSeconds > :seconds)"
        try:
            self.record(region, agent, lease, ", leaseSeconds = :seconds", longer, {":seconds": {"N": str(seconds)}})
        except OSError as error:
            if "ConditionalCheckFailed" not in str(error):
                raise
            self.record(region, agent, lease, "", "epoch = :epoch", {})

    def record(self, region, agent, lease, more, condition, values):
        # An instance without a path to the database, such as a web server, has nothing to enforce.
        state = f", {'enforcedAt' if agent.enforced else 'unenforcedAt'} = :at" if agent.enforces else ""
        values = {":epoch": {"N": lease["epoch"]}, ":at": {"N": str(int(time.time() * 1000))}, **values}
        change = {
            "Key": {"pk": {"S": f"renewal#{agent.region}"}},
            "UpdateExpression": f"SET epoch = :epoch, renewedAt = :at{state}{more}",
            "ConditionExpression": condition,
            "ExpressionAttributeValues": values,
        }
        self.call(region, "UpdateItem", change)


def poll(agent, table):
    """Reads once and, where the region is active, renews; returns what went wrong, or None."""
    started = now()
    try:
        lease, region = table.read(agent.region)
        agent.saw(lease, started)
        if lease.get("active") == agent.region:
            table.renew(region, agent, lease)
    except Exception as error:  # The agent must survive every error: a lease that cannot be read expires by itself.
        return f"{type(error).__name__}: {error}"
    return None


class Answers(asyncio.Protocol):
    """Answers one request of a connection; nothing here waits, so that many requests at once are answered at once."""

    def __init__(self, agent):
        self.agent, self.head = agent, b""

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.head += data
        if b"\r\n\r\n" not in self.head and len(self.head) < 8192:
            return
        known = self.head.split(b" ", 2)[1:2] == [b"/writable"]
        answer = self.agent.answer(now()) if known else {"message": "use /writable"}
        status = ("200 OK" if answer["writable"] else "503 Service Unavailable") if known else "404 Not Found"
        body = json.dumps(answer)
        headers = f"Content-Type: application/json\r\nCache-Control: no-store\r\nConnection: close\r\nContent-Length: {len(body)}"
        self.transport.write(f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n{body}".encode())
        self.transport.close()


async def serve(agent, port, path):
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Answers(agent), "127.0.0.1", port, backlog=1024)
    if path:
        if os.path.exists(path):
            os.unlink(path)
        await loop.create_unix_server(lambda: Answers(agent), path, backlog=1024)
        os.chmod(path, 0o666)
    print(f"lease agent of {agent.region} on port {server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


def follow(agent, table, pause):
    reported = None
    while True:
        fault = poll(agent, table)
        if fault != reported:
            print(fault or "the lease table answers", file=sys.stderr, flush=True)
        reported = fault
        time.sleep(agent.pause(pause))


def main(environment, arguments):
    path = Path(environment.get("DATABASE_CIDRS", ""))
    if arguments == ["close"]:
        path.prepare()
        return path.set(False)
    seconds, margin = float(environment.get("LEASE_SECONDS", "30")), float(environment.get("LEASE_MARGIN_SECONDS", "0"))
    agent = Agent(environment["REGION"], seconds, environment.get("LEASE_ON_SILENCE", "refuse"), margin)
    agent.enforces = bool(path.ranges)
    pause = float(environment.get("LEASE_RENEW_SECONDS", "5"))
    threading.Thread(target=enforce, args=(agent, path), daemon=True).start()
    threading.Thread(target=follow, args=(agent, Table(environment), pause), daemon=True).start()
    asyncio.run(serve(agent, int(environment.get("LEASE_PORT", "8081")), environment.get("LEASE_SOCKET")))


if __name__ == "__main__":
    main(os.environ, sys.argv[1:])
