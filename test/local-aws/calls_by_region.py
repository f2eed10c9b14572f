"""Records the calls that each region got, so that a test can prove that there was none.

    GET     /local-aws/calls   the calls since the last reset: [{"region": "us-east-1", "service": "iam", "action": "GetRole"}, …]
    DELETE  /local-aws/calls   resets the record

A call belongs to the region that its signature names, and IAM, Route 53 and CloudFront belong to us-east-1, as in the shared outages.py.
A call that hangs in an outage is recorded, too.

One call is answered during an outage and not recorded: IAM's GetUser without a name. The local AWS configures its provider with
skipCredentialsValidation, for which the provider asks IAM for the account. @pulumi/aws validates credentials through STS in its own region
(hashicorp/aws-sdk-go-base, GetAwsAccountIDAndPartition).
"""

import json
import re
from io import BytesIO

import outages

_calls = []
_layer = outages.layer


def body_of(environ):
    """The request's body, which the next layer can still read."""
    length = int(environ.get("CONTENT_LENGTH") or 0)
    body = environ["wsgi.input"].read(length) if length else b""
    if length:
        environ["wsgi.input"] = BytesIO(body)
    return body


def action_of(environ, body):
    target = environ.get("HTTP_X_AMZ_TARGET", "").split(".")[-1]
    action = re.search(rb"(?:^|&)Action=([A-Za-z]+)", body)
    return target or (action[1].decode() if action else f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}")


def record_of_calls(environ, start_response):
    if environ["REQUEST_METHOD"] == "DELETE":
        _calls.clear()
    body = json.dumps(_calls).encode()
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]


def layer(app):
    inner = _layer(app)

    def serve(environ, start_response):
        if environ["PATH_INFO"] == "/local-aws/calls":
            return record_of_calls(environ, start_response)
        region, service = outages.region_of(environ)
        if region is None:
            return inner(environ, start_response)
        body = body_of(environ)
        action = action_of(environ, body)
        if service == "iam" and action == "GetUser" and b"UserName=" not in body:
            return app(environ, start_response)
        _calls.append({"region": region, "service": service, "action": action})
        return inner(environ, start_response)

    return serve


outages.layer = layer
