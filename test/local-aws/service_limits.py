"""Limits that AWS documents in words only, beyond those of the local AWS; imported by server.py.

| call | what is refused | page |
| --- | --- | --- |
| elasticloadbalancingv2 CreateLoadBalancer, CreateTargetGroup | names over 32 characters, with others than letters, digits and hyphens, or with a hyphen at an end; load balancers named internal-… | Elastic Load Balancing API Reference, CreateLoadBalancer, CreateTargetGroup |
| ssm PutParameter | names that begin with aws or ssm, and more than 15 levels | Systems Manager API Reference, PutParameter, Name |
| acm RequestCertificate | a first domain name of more than 64 octets | ACM User Guide, "Quotas" |
| iam CreateServiceLinkedRole | a second role with the same suffix | IAM API Reference, CreateServiceLinkedRole, CustomSuffix |
| lambda CreateFunction, UpdateFunctionConfiguration | environment variables of more than 4 KB | Lambda Developer Guide, "Lambda quotas" |
| autoscaling StartInstanceRefresh | a rollback where a version of the launch template names its AMI by a Systems Manager parameter; the shared rule does not find the template | EC2 Auto Scaling User Guide, "Undo changes with a rollback" |
| ec2 CreateLaunchTemplate, CreateLaunchTemplateVersion | user data of more than 16 KB before base64 | EC2 User Guide, "Instance user data" |
"""

import base64
import re

import aws_constraints
from aws_constraints import charset, every
from moto.autoscaling.models import autoscaling_backends
from moto.core import DEFAULT_ACCOUNT_ID
from moto.iam.models import iam_backends

LOAD_BALANCER_NAME = r"(?!-)[a-zA-Z0-9-]{1,32}(?<!-)"


def certificate_name(params):
    if len(params.get("DomainName") or "") > 64:
        yield f"DomainName is {params['DomainName']!r}: the first domain name of a certificate has at most 64 octets"


def parameter_name(params):
    name = params.get("Name") or ""
    if re.match(r"/?(aws|ssm)", name, re.I):
        yield f"Name is {name!r}: it cannot begin with aws or ssm"
    if name.count("/") > 15:
        yield f"Name is {name!r}: a hierarchy has at most 15 levels"


def role_suffix(params):
    suffix = params.get("CustomSuffix")
    for role in iam_backends[DEFAULT_ACCOUNT_ID]["aws"].roles.values():
        if suffix and role.path == f"/aws-service-role/{params.get('AWSServiceName')}/" and role.name.endswith(f"_{suffix}"):
            yield f"Service role name {role.name} has been taken in this account, please try a different suffix"


def rollback(params):
    if not (params.get("Preferences") or {}).get("AutoRollback"):
        return
    for backend in autoscaling_backends[DEFAULT_ACCOUNT_ID].values():
        group = backend.autoscaling_groups.get(params.get("AutoScalingGroupName"))
        template = getattr(group, "ec2_launch_template", None)
        if template and any(version.image_id.startswith("resolve:ssm:") for version in template.versions):
            yield "AutoRollback is not supported for a launch template whose AMI is a Systems Manager parameter"


def environment(params):
    variables = (params.get("Environment") or {}).get("Variables") or {}
    if sum(len(f"{name}{value}".encode()) for name, value in variables.items()) > 4096:
        yield "Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit"


def user_data(params):
    for text in every(params, "UserData"):
        if isinstance(text, str) and len(base64.b64decode(text + "==")) > 16 * 1024:
            yield "User data is limited to 16384 bytes"


aws_constraints.DOCUMENTED += [
    ("elbv2", {"CreateLoadBalancer"}, [charset(["Name"], rf"(?!internal-){LOAD_BALANCER_NAME}", "at most 32 letters, digits and hyphens; not internal-…")]),
    ("elbv2", {"CreateTargetGroup"}, [charset(["Name"], LOAD_BALANCER_NAME, "at most 32 letters, digits and hyphens")]),
    ("ssm", {"PutParameter"}, [parameter_name]),
    ("acm", {"RequestCertificate"}, [certificate_name]),
    ("iam", {"CreateServiceLinkedRole"}, [role_suffix]),
    ("autoscaling", {"StartInstanceRefresh"}, [rollback]),
    ("lambda", {"CreateFunction", "UpdateFunctionConfiguration"}, [environment]),
    ("ec2", {"CreateLaunchTemplate", "CreateLaunchTemplateVersion"}, [user_data]),
]
