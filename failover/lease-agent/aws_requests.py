"""Requests of the lease agent to AWS: credentials, Signature Version 4, and the values of DynamoDB attributes."""

import hashlib
import hmac
import json
import time
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

# Advances while the machine is suspended, as the lease does.
CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


def now():
    return time.clock_gettime(CLOCK)


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
    """Those of the environment, else of the instance's role, read again before they expire."""

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
        session = {"X-aws-ec2-metadata-token": token}
        path = f"{base}/latest/meta-data/iam/security-credentials/"
        role = fetch(Request(path, headers=session)).decode().strip()
        found = json.loads(fetch(Request(path + role, headers=session)))
        return {"id": found["AccessKeyId"], "secret": found["SecretAccessKey"], "token": found["Token"]}


def fetch(request):
    try:
        with urlopen(request, timeout=2) as answer:
            return answer.read()
    except HTTPError as error:
        # DynamoDB names the cause in the body: expired credentials and a missing table are both HTTP 400.
        raise OSError(f"HTTP {error.code} {error.read(500).decode(errors='replace')}".strip()) from None


def plain(value):
    """The value of a DynamoDB attribute; numbers stay text."""
    kind, inner = next(iter(value.items()))
    if kind == "M":
        return {name: plain(each) for name, each in inner.items()}
    return [plain(each) for each in inner] if kind == "L" else inner
