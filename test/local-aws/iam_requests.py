"""Names the IAM action, the resources and the condition keys of a request, for the calls of a failover, of preflight and of status.

Source: Service Authorization Reference, "Actions, resources, and condition keys" of each service. A call that is not in `RESOURCES` is an error, so
that a new call is looked up there.
"""

import json
import re
import urllib.parse

from moto.core.utils import get_service_model
from moto.ec2.models import ec2_backends

import outages

ACCOUNT = "123456789012"
ANY = "*"
#: IAM's prefix of a service whose signature has another name.
PREFIXES = {"monitoring": "cloudwatch"}
#: Services whose calls are named by method and path, by the name in the signature; botocore's models have the paths.
REST = {"lambda": "lambda", "s3": "s3control", "cloudfront-keyvaluestore": "cloudfront-keyvaluestore"}
#: IAM's name of an action that is not the operation's.
RENAMED = {"lambda:Invoke": "lambda:InvokeFunction"}


def arn(service, resource, region="{region}"):
    return f"arn:aws:{service}:{region}:{ACCOUNT}:{resource}"


INSTANCE = arn("rds", "db:{DBInstanceIdentifier}")
CLUSTER = arn("rds", "cluster:{DBClusterIdentifier}")
GLOBAL_CLUSTER = arn("rds", "global-cluster:{GlobalClusterIdentifier}", "")
SERVICE = arn("ecs", "service/{cluster}/{service}")
ACL = arn("ec2", "network-acl/{NetworkAclId}")
#: By action, the resources that must be allowed. A parameter that the request lacks is any; a resource in brackets needs its parameter.
RESOURCES = {
    "acm:DescribeCertificate": ["{CertificateArn}"],
    "application-autoscaling:DescribeScalableTargets": [ANY],
    "application-autoscaling:RegisterScalableTarget": [arn("application-autoscaling", "scalable-target/0")],
    "autoscaling:DescribeAutoScalingGroups": [ANY],
    "autoscaling:UpdateAutoScalingGroup": [arn("autoscaling", "autoScalingGroup:0:autoScalingGroupName/{AutoScalingGroupName}")],
    "cloudfront-keyvaluestore:DescribeKeyValueStore": ["{KvsARN}"],
    "cloudfront-keyvaluestore:GetKey": ["{KvsARN}"],
    "cloudfront-keyvaluestore:PutKey": ["{KvsARN}"],
    "cloudwatch:GetMetricData": [ANY],
    "dynamodb:GetItem": [arn("dynamodb", "table/{TableName}")],
    "dynamodb:UpdateItem": [arn("dynamodb", "table/{TableName}")],
    "ec2:CreateNetworkAclEntry": [ACL],
    "ec2:DeleteNetworkAclEntry": [ACL],
    "ec2:DescribeAddresses": [ANY],
    "ec2:DescribeAvailabilityZones": [ANY],
    "ec2:DescribeInstanceTypeOfferings": [ANY],
    "ec2:DescribeInstanceTypes": [ANY],
    "ec2:DescribeNetworkAcls": [ANY],
    "ec2:DescribeNetworkInterfaces": [ANY],
    "ec2:DescribeSecurityGroups": [ANY],
    "ec2:DescribeVpcs": [ANY],
    "ecr:DescribeImages": [arn("ecr", "repository/{repositoryName}")],
    "ecs:DescribeServices": [SERVICE],
    "ecs:UpdateService": [SERVICE],
    "lambda:InvokeFunction": ["{FunctionName}"],
    "rds:CreateDBInstance": [INSTANCE, f"[{CLUSTER}]", f"[{arn('rds', 'pg:{DBParameterGroupName}')}]"],
    "rds:DeleteDBInstance": [INSTANCE],
    "rds:DescribeDBClusters": [CLUSTER],
    "rds:DescribeDBInstanceAutomatedBackups": [ANY],
    "rds:DescribeDBInstances": [INSTANCE],
    "rds:DescribeGlobalClusters": [GLOBAL_CLUSTER],
    "rds:DescribePendingMaintenanceActions": [ANY],
    "rds:DescribeSourceRegions": [ANY],
    "rds:FailoverGlobalCluster": [GLOBAL_CLUSTER, "{TargetDbClusterIdentifier}"],
    "rds:ModifyDBCluster": [CLUSTER],
    "rds:ModifyDBInstance": [INSTANCE],
    "rds:PromoteReadReplica": [INSTANCE],
    "rds:StopDBInstanceAutomatedBackupsReplication": ["{SourceDBInstanceArn}"],
    "rds:SwitchoverGlobalCluster": [GLOBAL_CLUSTER, "{TargetDbClusterIdentifier}"],
    "s3:GetMultiRegionAccessPointRoutes": ["{mrap}"],
    "s3:SubmitMultiRegionAccessPointRoutes": ["{mrap}"],
    "secretsmanager:GetSecretValue": ["{SecretId}"],
    "servicequotas:GetAWSDefaultServiceQuota": [ANY],
    "servicequotas:GetServiceQuota": [ANY],
    "sns:Publish": ["{TopicArn}"],
    "states:DescribeExecution": ["{executionArn}"],
    "states:ListExecutions": ["{stateMachineArn}"],
    "states:StartExecution": ["{stateMachineArn}"],
    # Needs no permission (AWS STS API Reference, GetCallerIdentity).
    "sts:GetCallerIdentity": [],
}
#: Parameters that take a name or an ARN, and the resource that a name stands for.
NAMES = {
    "FunctionName": arn("lambda", "function:{name}"),
    "SecretId": arn("secretsmanager", "secret:{name}"),
    "cluster": "{name}",
    "service": "{name}",
}


class Parameters(dict):
    def __missing__(self, key):
        return ANY


def rest_operation(service, method, path):
    """The operation whose path has the most literal text, and the parameters of the path."""
    model = get_service_model(REST[service])
    matches = {}
    for name in model.operation_names:
        http = model.operation_model(name).http
        uri = re.sub(r"\{(\w+)\+?\}", r"(?P<\1>[^?]+?)", http["requestUri"].split("?")[0])
        found = http["method"] == method and re.fullmatch(uri, path)
        if found:
            matches[name] = {key: urllib.parse.unquote(value) for key, value in found.groupdict().items()}
    if not matches:
        raise NotImplementedError(f"{service}: {method} {path}")
    return min(matches.items(), key=lambda one: sum(map(len, one[1].values())))


def operation_of(service, environ, body):
    target = environ.get("HTTP_X_AMZ_TARGET", "").split(".")[-1]
    path = environ.get("REQUEST_URI", environ["PATH_INFO"]).split("?")[0]
    if target:
        return target, json.loads(body or b"{}")
    if service in REST:
        return rest_operation(service, environ["REQUEST_METHOD"], path)
    rpc = re.search(r"/operation/(\w+)$", path)
    if rpc:
        return rpc[1], {}
    form = {key: values[0] for key, values in urllib.parse.parse_qs(body.decode()).items()}
    return form["Action"], form


def request_of(environ, body):
    """The action, the ARNs of its resources, and the condition keys, in lower case."""
    region, service = outages.region_of(environ)
    service = service or "cloudfront-keyvaluestore"  # Signed for all regions.
    operation, params = operation_of(service, environ, body)
    action = f"{PREFIXES.get(service, service)}:{operation}"
    action = RENAMED.get(action, action)
    if action not in RESOURCES:
        raise NotImplementedError(f"{action}: add its resources to iam_requests.py")
    return action, resources_of(action, params, region), context_of(action, params, region)


def resources_of(action, params, region):
    each = [{**params, "service": one} for one in params.get("services", [])] or [params]
    return [
        template.strip("[]").format_map(named(one, region))
        for one in each
        for template in RESOURCES[action]
        if not template.startswith("[") or set(re.findall(r"\{(\w+)\}", template)) - {"region"} <= set(one)
    ]


def named(params, region):
    """The parameters, with those that may be ARNs in the form that the templates need."""
    found = Parameters(params, region=region)
    for key, template in NAMES.items():
        value = params.get(key)
        if not value:
            continue
        if template == "{name}":
            found[key] = value.split("/")[-1]
        elif not value.startswith("arn:"):
            found[key] = template.format(name=value, region=region)
    return found


def context_of(action, params, region):
    context = {"aws:requestedregion": region} if region else {}
    if action.startswith("dynamodb:"):
        context["dynamodb:leadingkeys"] = [params["Key"]["pk"]["S"]]
    if action == "application-autoscaling:RegisterScalableTarget":
        context["application-autoscaling:service-namespace"] = params["ServiceNamespace"]
        context["application-autoscaling:scalable-dimension"] = params["ScalableDimension"]
    if action.endswith("NetworkAclEntry"):
        for tag in ec2_backends[ACCOUNT][region].describe_tags({"resource-id": [params["NetworkAclId"]]}):
            context[f"aws:resourcetag/{tag['key'].lower()}"] = tag["value"]
    return context
