"""Redoubt's lease agent: tells the services on an instance, at /writable, whether their region may write.

Standard library only, for it runs on an Amazon Linux 2023 as it comes. Configured by the environment:
REGION, LEASE_TABLE, LEASE_REGIONS (nearest first, by commas), and optionally LEASE_SECONDS (30), LEASE_RENEW_SECONDS (5),
LEASE_ON_SILENCE (refuse or serve), LEASE_PORT (8081), AWS_ENDPOINT_URL_DYNAMODB ({region} stands for the region).
"""

import hashlib
import hmac
import json
import os
import sys
import threading
import time
from http.client import HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

# Goes on while the machine is suspended, as the lease does.
CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


def now():
    return time.clock_gettime(CLOCK)


class Agent:
    """What was last read, and until when it may be followed."""

    def __init__(self, region, seconds, on_silence):
        self.region, self.seconds, self.on_silence = region, seconds, on_silence
        self.seen = ({}, 0.0)

    def saw(self, lease, started):
        """A lease from a read that was sent at `started`: whatever was written since, the read may not know."""
        self.seen = (lease, started + self.seconds)

    def answer(self, at):
        lease, until = self.seen
        permitted = lease.get("active") == self.region and lease.get("writes") == "open"
        fresh = at < until
        return {
            "writable": permitted and (fresh or self.on_silence == "serve"),
            "region": self.region,
            "active": lease.get("active"),
            "epoch": lease.get("epoch"),
            "seconds": round(until - at, 3) if fresh else 0,
        }


def sign(method, url, headers, body, region, service, credentials, stamp):
    """AWS Signature Version 4: the headers, with authorization added."""
    parts = urlsplit(url)
    headers = {**headers, "host": parts.netloc, "x-amz-date": stamp}
    if credentials.get("token"):
        headers["x-amz-security-token"] = credentials["token"]
    names = ";".join(sorted(headers))
    listed = "".join(f"{name}:{headers[name].strip()}\n" for name in sorted(headers))
    digest = hashlib.sha256(body).hexdigest()
    canonical = "\n".join([method, parts.path or "/", parts.query, listed, names, digest])
    scope = f"{stamp[:8]}/{region}/{service}/aws4_request"
    to_sign = "\n".join(["AWS4-HMAC-SHA256", stamp, scope, hashlib.sha256(canonical.encode()).hexdigest()])
    key = f"AWS4{credentials['secret']}".encode()
    for part in scope.split("/"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    signature = hmac.new(key, to_sign.encode(), hashlib.sha256).hexdigest()
    credential = f"{credentials['id']}/{scope}"
    authorization = f"AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders={names}, Signature={signature}"
    return {**headers, "authorization": authorization}


class Credentials:
    """The environment's, else those of the instance's role, read anew before they run out."""

    def __init__(self, environment):
        self.environment, self.kept, self.until = environment, None, 0.0

    def get(self):
        if "AWS_ACCESS_KEY_ID" in self.environment:
            return {
                "id": self.environment["AWS_ACCESS_KEY_ID"],
                "secret": self.environment["AWS_SECRET_ACCESS_KEY"],
                "token": self.environment.get("AWS_SESSION_TOKEN"),
            }
        if self.kept is None or now() >= self.until:
            self.kept = self.from_instance()
            self.until = now() + 300
        return self.kept

    def from_instance(self):
        base = self.environment.get("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://169.254.169.254")
        session = {"X-aws-ec2-metadata-token-ttl-seconds": "60"}
        token = fetch(Request(f"{base}/latest/api/token", headers=session, method="PUT")).decode()
        asking = {"X-aws-ec2-metadata-token": token}
        path = f"{base}/latest/meta-data/iam/security-credentials/"
        role = fetch(Request(path, headers=asking)).decode().strip()
        found = json.loads(fetch(Request(path + role, headers=asking)))
        return {"id": found["AccessKeyId"], "secret": found["SecretAccessKey"], "token": found["Token"]}


def fetch(request):
    with urlopen(request, timeout=2) as answer:
        return answer.read()


class Table:
    """The lease table, at whichever of its regions answers first."""

    def __init__(self, environment):
        self.name = environment["LEASE_TABLE"]
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

    def read(self):
        """The lease and the region that gave it, by a strongly consistent read; raises when no region answers."""
        for region in self.regions:
            try:
                found = self.call(region, "GetItem", {"Key": {"pk": {"S": "lease"}}, "ConsistentRead": True})
            except (OSError, HTTPException, ValueError) as error:
                reason = f"{region}: {error}"
                continue
            item = found.get("Item", {})
            return {name: next(iter(value.values())) for name, value in item.items()}, region
        raise OSError(reason)

    def renew(self, region, own, lease):
        """A sign of life, never of an older epoch than the one that stands there."""
        values = {":epoch": {"N": lease["epoch"]}, ":at": {"N": str(int(time.time() * 1000))}}
        change = {
            "Key": {"pk": {"S": f"renewal#{own}"}},
            "UpdateExpression": "SET epoch = :epoch, renewedAt = :at",
            "ConditionExpression": "attribute_not_exists(epoch) OR epoch <= :epoch",
            "ExpressionAttributeValues": values,
        }
        self.call(region, "UpdateItem", change)


def poll(agent, table):
    """One read and, where the region is active, its renewal; gives what went wrong, or None."""
    started = now()
    try:
        lease, region = table.read()
        agent.saw(lease, started)
        if lease.get("active") == agent.region:
            table.renew(region, agent.region, lease)
    except Exception as error:  # The agent outlives whatever it meets: a lease that it does not see runs out by itself.
        return f"{type(error).__name__}: {error}"
    return None


def handler(agent):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            answer = agent.answer(now())
            known = self.path == "/writable"
            body = json.dumps(answer if known else {"message": "ask /writable"}).encode()
            self.send_response((200 if answer["writable"] else 503) if known else 404)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            pass

    return Handler


def main(environment):
    seconds = float(environment.get("LEASE_SECONDS", "30"))
    agent = Agent(environment["REGION"], seconds, environment.get("LEASE_ON_SILENCE", "refuse"))
    server = ThreadingHTTPServer(("127.0.0.1", int(environment.get("LEASE_PORT", "8081"))), handler(agent))
    print(f"lease agent of {agent.region} on port {server.server_port}", flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    table, pause = Table(environment), float(environment.get("LEASE_RENEW_SECONDS", "5"))
    told = None
    while True:
        fault = poll(agent, table)
        if fault != told:
            print(fault or "the lease answers", file=sys.stderr, flush=True)
        told = fault
        time.sleep(pause)


if __name__ == "__main__":
    main(os.environ)
