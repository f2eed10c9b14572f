"""Denies what the policies of an identity do not allow, for the roles of the functions that run and for operators with a given policy.

    POST    /local-aws/operator   {"Version": "2012-10-17", "Statement": […]}: {"accessKeyId": "OPERATOR1"}, a key with this policy alone
    GET     /local-aws/denied     the calls that were denied: [{"identity": "…", "action": "rds:PromoteReadReplica", "resource": "arn:…"}]
    DELETE  /local-aws/denied     resets the record

All other credentials may do everything, as an administrator's. Resource policies and the permissions that a service needs for its own calls (a
key's, for instance) are not evaluated (IAM User Guide, "Policy evaluation logic").
"""

import json
import re
import sys
from xml.sax.saxutils import escape

import outages
from calls_by_region import body_of
from iam_policy import allowed
from iam_requests import ACCOUNT, request_of
from moto.iam.models import iam_backends

_policies = {}  # access key -> the function that returns its identity's policies
_denied = []
_layer = outages.layer


def key_of_role(role_arn):
    """An access key with the permissions that the role has at the time of a call."""
    name = role_arn.split("/")[-1]
    key = f"ROLE{name}"

    def policies():
        role = next(one for one in iam_backends[ACCOUNT]["aws"].roles.values() if one.name == name)
        documents = [*role.policies.values(), *(policy.document for policy in role.managed_policies.values())]
        return [json.loads(one) if isinstance(one, str) else one for one in documents]

    _policies[key] = policies
    return key


def answered(start_response, body, status="200 OK", content_type="application/json", headers=()):
    start_response(status, [("Content-Type", content_type), ("Content-Length", str(len(body))), *headers])
    return [body]


def control(environ, start_response):
    body = body_of(environ)
    if environ["PATH_INFO"] == "/local-aws/operator":
        key, document = f"OPERATOR{len(_policies)}", json.loads(body)
        _policies[key] = lambda: [document]
        return answered(start_response, json.dumps({"accessKeyId": key}).encode())
    if environ["REQUEST_METHOD"] == "DELETE":
        found, _denied[:] = list(_denied), []
        return answered(start_response, json.dumps(found).encode())
    return answered(start_response, json.dumps(_denied).encode())


def refusal(environ, start_response, message):
    """The error in the service's protocol."""
    _, service = outages.region_of(environ)
    if environ.get("HTTP_X_AMZ_TARGET") or service in (None, "lambda"):
        body = json.dumps({"__type": "AccessDeniedException", "message": message}).encode()
        headers = [("x-amzn-errortype", "AccessDeniedException")]
        return answered(start_response, body, "400 Bad Request", headers=headers)
    if service == "ec2":
        error = f"<Error><Code>UnauthorizedOperation</Code><Message>{escape(message)}</Message></Error>"
        body = f"<Response><Errors>{error}</Errors><RequestID>local</RequestID></Response>"
    else:
        error = f"<Error><Type>Sender</Type><Code>AccessDenied</Code><Message>{escape(message)}</Message></Error>"
        body = error if service == "s3" else f"<ErrorResponse>{error}<RequestId>local</RequestId></ErrorResponse>"
    return answered(start_response, body.encode(), "403 Forbidden", "text/xml")


def denied_resources(key, environ, body):
    action, resources, context = request_of(environ, body)
    policies = _policies[key]()
    return [
        {"identity": key, "action": action, "resource": one}
        for one in resources
        if not allowed(policies, action, one, context)
    ]


def layer(app):
    inner = _layer(app)

    def serve(environ, start_response):
        if environ["PATH_INFO"] in ("/local-aws/operator", "/local-aws/denied"):
            return control(environ, start_response)
        key = re.search(r"Credential=([^/]+)/", environ.get("HTTP_AUTHORIZATION", ""))
        if not key or key[1] not in _policies:
            return inner(environ, start_response)
        try:
            found = denied_resources(key[1], environ, body_of(environ))
        except Exception as error:  # The verdict is not known: recorded, so that no test passes by it.
            found = [{"identity": key[1], "action": repr(error), "resource": environ["PATH_INFO"]}]
        if not found:
            return inner(environ, start_response)
        _denied.extend(found)
        message = "; ".join(f"{one['identity']} is not authorized to perform: {one['action']} on resource: {one['resource']}" for one in found)
        print(f"denied: {message}", file=sys.stderr, flush=True)
        return refusal(environ, start_response, message)

    return serve


outages.layer = layer
