"""Operations of every region that depend on us-east-1, taken away with it; imported by server.py.

| call, in any region | while us-east-1 is out | page |
| --- | --- | --- |
| s3 CreateBucket, DeleteBucket, and the writes of CONFIGURATION | as a call to us-east-1 | AWS Fault Isolation Boundaries, "Global services", "Amazon S3" |
| s3control CreateMultiRegionAccessPoint, DeleteMultiRegionAccessPoint | the same | the same page |
| elasticloadbalancing CreateLoadBalancer, DeleteLoadBalancer | the same | the same page, "Route 53" |
| ec2 CreateVpcEndpoint of an interface endpoint, DeleteVpcEndpoints | the same | the same page, "Route 53" |

AWS says that these operations "could be impaired"; here they are. Reads and objects are not affected. calls_by_region.py records such a call under
its own region.
"""

import re
from io import BytesIO
from urllib.parse import parse_qs

import outages

HOME = "us-east-1"
CONFIGURATION = {
    "accelerate",
    "acl",
    "cors",
    "encryption",
    "lifecycle",
    "logging",
    "notification",
    "object-lock",
    "ownershipControls",
    "policy",
    "publicAccessBlock",
    "replication",
    "requestPayment",
    "tagging",
    "versioning",
}
NAMED = {"CreateLoadBalancer", "DeleteLoadBalancer", "DeleteVpcEndpoints"}
_out = outages.out


def form_of(environ):
    length = int(environ.get("CONTENT_LENGTH") or 0)
    body = environ["wsgi.input"].read(length) if length else b""
    environ["wsgi.input"] = BytesIO(body)
    return {name: values[0] for name, values in parse_qs(body.decode(errors="replace")).items()}


def depends_on_home(environ, service):
    path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
    if service == "s3" and path.startswith("/v20180820/"):
        return bool(re.search(r"/mrap/(create|delete)$", path))
    if service == "s3":
        is_bucket = re.fullmatch(r"/[^/]+/?", path) is not None
        parameters = set(parse_qs(environ.get("QUERY_STRING", ""), keep_blank_values=True)) - {"x-id"}
        return is_bucket and method in ("PUT", "DELETE") and (not parameters or bool(parameters & CONFIGURATION))
    if service not in ("ec2", "elasticloadbalancing") or method != "POST":
        return False
    form = form_of(environ)
    return form.get("Action") in NAMED or (
        form.get("Action") == "CreateVpcEndpoint" and form.get("VpcEndpointType") == "Interface"
    )


def out(environ):
    if _out(environ):
        return True
    outage = outages._outage
    if HOME not in outage.get("regions", []):
        return False
    _, service = outages.region_of(environ)
    return service in outage.get("services", [service]) and depends_on_home(environ, service)


outages.out = out
