"""Completes what the local AWS lacks for provisioning the stacks, so that describe calls return what was requested; imported by server.py.

| call | what is emulated | page |
| --- | --- | --- |
| autoscaling CreateAutoScalingGroup, UpdateAutoScalingGroup | keep the group's service-linked role and default instance warmup | EC2 Auto Scaling API Reference, AutoScalingGroup |
| autoscaling StartInstanceRefresh | refused for an unknown group; otherwise it starts and has an id, but replaces no instance | EC2 Auto Scaling API Reference, StartInstanceRefresh |
| autoscaling PutScalingPolicy | a policy is enabled, and has no predictive configuration unless requested | EC2 Auto Scaling API Reference, ScalingPolicy |
| cloudfront UpdateFunction | keeps the code as GetFunction returns it: decoded | CloudFront API Reference, GetFunction |
| dynamodb UpdateTable (ReplicaUpdates) | a replica shares the items, but has its own ARN, tags, backups and deletion protection | DynamoDB Developer Guide, "Global tables: how it works" |
| ec2 AuthorizeSecurityGroupIngress, -Egress | a rule that names a group or a prefix list keeps its description | EC2 API Reference, SecurityGroupRule |
| ec2 ModifySecurityGroupRules | a rule names the other group or prefix list afterwards | EC2 API Reference, SecurityGroupRuleRequest |
| ec2 CreateTags, DeleteTags | accept an Instance Connect Endpoint, and change a launch template's tags | EC2 API Reference, CreateTags |
| ec2 CreateLaunchTemplate | tags of the template itself are not part of its versions' data | EC2 API Reference, CreateLaunchTemplate, TagSpecification.N |
| lambda CreateFunction, UpdateFunctionConfiguration | keep the dead-letter queue and the log group | Lambda API Reference, FunctionConfiguration |
| rds CreateDBInstance, -ReadReplica, ModifyDBInstance | keep Performance Insights with its key and retention | RDS API Reference, DBInstance |
| rds CreateDBInstanceReadReplica | a replica exports the logs that its own request names, not its source's | RDS API Reference, CreateDBInstanceReadReplica, EnableCloudwatchLogsExports.member.N |
| rds DeleteDBInstance | a replica is also removed from a source in another region, which lists it by its ARN | RDS API Reference, DBInstance, ReadReplicaDBInstanceIdentifiers |
| rds ModifyDBParameterGroup | a parameter that was set has the source "user" | RDS API Reference, Parameter |
| s3 PutBucketLogging | the target's policy may also contain statements for every principal, such as one that refuses requests without TLS | Amazon S3 User Guide, "Enabling Amazon S3 server access logging" |
| secretsmanager CreateSecret, ReplicateSecretToRegions | a replica is returned with the requested key | Secrets Manager API Reference, ReplicationStatusType |
"""

import base64
import json
from copy import copy
from types import SimpleNamespace
from uuid import uuid4

import local_aws_extras
from local_aws_extras import connect_endpoints
from moto.autoscaling.exceptions import AutoscalingClientError
from moto.autoscaling.models import FakeScalingPolicy
from moto.autoscaling.responses import AutoScalingResponse
from moto.awslambda.models import LambdaFunction
from moto.cloudfront.models import cloudfront_backends
from moto.core.responses import ActionResult, EmptyResult
from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.responses import DynamoHandler
from moto.ec2.models.launch_templates import LaunchTemplate, LaunchTemplateVersion
from moto.ec2.models.security_groups import SecurityGroupBackend, SecurityGroupRule
from moto.ec2.responses.tags import TagResponse
from moto.rds.models import DBInstance, DBParameterGroup, RDSBackend
from moto.s3.models import FakeBucket
from moto.secretsmanager.models import FakeSecret


def after(cls, name, then):
    """Calls `then` with the method's result and arguments, and returns the result."""
    method = getattr(cls, name)

    def wrapped(self, *args, **kwargs):
        result = method(self, *args, **kwargs)
        then(result, self, *args, **kwargs)
        return result

    setattr(cls, name, wrapped)


# ---- Auto Scaling ------------------------------------------------------------------------------
def keep_group_settings(_, response):
    group = response.autoscaling_backend.autoscaling_groups[response._get_param("AutoScalingGroupName")]
    group.service_linked_role_arn = response._get_param("ServiceLinkedRoleARN") or group.service_linked_role_arn
    warmup = response._get_int_param("DefaultInstanceWarmup")
    if warmup is not None:
        group.default_instance_warmup = warmup


def enable_policy(_, policy, *args, **kwargs):
    policy.enabled = True
    policy.predictive_scaling_configuration = policy.predictive_scaling_configuration or None


def start_instance_refresh(response):
    name = response._get_param("AutoScalingGroupName")
    if name not in response.autoscaling_backend.autoscaling_groups:
        raise AutoscalingClientError("ValidationError", f"AutoScalingGroup name not found - {name}")
    return ActionResult({"InstanceRefreshId": str(uuid4())})


AutoScalingResponse.start_instance_refresh = start_instance_refresh
after(AutoScalingResponse, "create_auto_scaling_group", keep_group_settings)
after(AutoScalingResponse, "update_auto_scaling_group", keep_group_settings)
after(FakeScalingPolicy, "__init__", enable_policy)


# ---- CloudFront --------------------------------------------------------------------------------
_change_function = local_aws_extras.cloudfront_function


def change_function(request, name, publish):
    try:
        _change_function(request, name, publish)
    except local_aws_extras.Reply as reply:
        if not publish and reply.status == 200:
            function = cloudfront_backends[local_aws_extras.ACCOUNT]["aws"].describe_function(name=name)
            function.code = base64.b64decode(function.code)
        raise


local_aws_extras.cloudfront_function = change_function


# ---- DynamoDB ----------------------------------------------------------------------------------
def separate_replicas(_, handler):
    for update in handler.body.get("ReplicaUpdates") or []:
        if "Create" not in update:
            continue
        region, name = update["Create"]["RegionName"], handler.body["TableName"]
        replica = copy(dynamodb_backends[handler.current_account][region].tables[name])
        replica.table_arn = replica.table_arn.replace(f":{handler.region}:", f":{region}:")
        replica.region_name, replica.tags = region, []
        replica.continuous_backups = {**replica.continuous_backups}
        dynamodb_backends[handler.current_account][region].tables[name] = replica


after(DynamoHandler, "update_table", separate_replicas)


# ---- EC2 ---------------------------------------------------------------------------------------
def drop_template_tags(_, version, *args, **kwargs):
    kept = [spec for spec in version.data.get("TagSpecifications", []) if spec["ResourceType"] != "launch-template"]
    if "TagSpecifications" in version.data:
        version.data = {**version.data, "TagSpecifications": kept}


def keep_description(_, rule, *args, **kwargs):
    prefix_list = next((argument for argument in args if isinstance(argument, dict) and "PrefixListId" in argument), {})
    rule.local_description = prefix_list.get("Description")
    # Rules that name the same group are equal, whatever their descriptions.
    if "Description" in rule.source_group:
        rule.local_description = rule.source_group["Description"]
        rule.source_group = {key: value for key, value in rule.source_group.items() if key != "Description"}


def change_references(_, backend, group_id, rules):
    group = backend.get_security_group_by_name_or_id(group_id)
    for rule_id, changed in rules.items():
        rule = group.get_rule(rule_id)
        if changed.get("ReferencedGroupId"):
            rule.source_group = {**rule.source_group, "GroupId": changed["ReferencedGroupId"]}
        rule.prefix_list_id = changed.get("PrefixListId") or rule.prefix_list_id


def on_endpoints(name, change):
    """Handles tags of endpoints; a call that names any other resource goes to moto."""
    method = getattr(TagResponse, name)

    def answer(self):
        ids = self._get_param("Resources", [])
        if not ids or any(one not in connect_endpoints for one in ids):
            return method(self)
        for one in ids:
            for tag in self._get_param("Tags", []):
                change(connect_endpoints[one]["tags"], tag)
        return EmptyResult()

    setattr(TagResponse, name, answer)


on_endpoints("create_tags", lambda tags, tag: tags.update({tag["Key"]: tag["Value"]}))
on_endpoints("delete_tags", lambda tags, tag: tags.pop(tag["Key"], None))
after(LaunchTemplateVersion, "__init__", drop_template_tags)
LaunchTemplate.tags = property(lambda template: template.get_tags(), lambda template, _: None)
after(SecurityGroupRule, "__init__", keep_description)
after(SecurityGroupBackend, "modify_security_group_rules", change_references)
SecurityGroupRule.description = property(lambda rule: rule.ip_range.get("Description") or rule.local_description)


# ---- Lambda ------------------------------------------------------------------------------------
def keep_settings(_, function, spec, *args, **kwargs):
    kept = {key: spec[key] for key in ("DeadLetterConfig", "LoggingConfig") if key in spec}
    function.local_settings = {**getattr(function, "local_settings", {}), **kept}


after(LambdaFunction, "__init__", keep_settings)
after(LambdaFunction, "update_configuration", keep_settings)
after(LambdaFunction, "get_configuration", lambda result, function, *args, **kwargs: result.update(function.local_settings))


# ---- RDS ---------------------------------------------------------------------------------------
INSIGHTS = {
    "enable_performance_insights": "performance_insights_enabled",
    "performance_insights_kms_key_id": "performance_insights_kms_key_id",
    "performance_insights_retention_period": "performance_insights_retention_period",
}


def keep_insights(_, instance, *args, **kwargs):
    for argument, attribute in INSIGHTS.items():
        if kwargs.get(argument) is not None:
            setattr(instance, attribute, kwargs[argument])


def keep_exports(replica, _, db_kwargs):
    replica.enabled_cloudwatch_logs_exports = list(db_kwargs.get("enable_cloudwatch_logs_exports") or [])


def keep_source(_, group, *args, **kwargs):
    for parameter in group.parameters.values():
        parameter["Source"] = "user"


def remove_replica(source, replica):
    for name in (replica.db_instance_arn, replica.db_instance_identifier):
        if name in source.replicas:
            source.replicas.remove(name)


DBInstance.remove_replica = remove_replica
after(DBInstance, "__init__", keep_insights)
after(DBInstance, "update", keep_insights)
after(RDSBackend, "create_db_instance_read_replica", keep_exports)
after(DBParameterGroup, "update_parameters", keep_source)


# ---- S3 ----------------------------------------------------------------------------------------
_log_permissions = FakeBucket._log_permissions_enabled_policy


def log_permissions(target_bucket, target_prefix):
    policy = json.loads(target_bucket.policy or b'{"Statement": []}')
    named = [statement for statement in policy["Statement"] if isinstance(statement.get("Principal"), dict)]
    target = SimpleNamespace(
        policy=json.dumps({"Statement": named}).encode(), partition=target_bucket.partition, name=target_bucket.name
    )
    return _log_permissions(target_bucket=target, target_prefix=target_prefix)


FakeBucket._log_permissions_enabled_policy = staticmethod(log_permissions)


# ---- Secrets Manager ---------------------------------------------------------------------------
def keep_replica_keys(replicas, _, replica_regions, force_overwrite):
    for replica, request in zip(replicas, replica_regions):
        replica.config["KmsKeyId"] = request.get("KmsKeyId") or replica.config["KmsKeyId"]


after(FakeSecret, "create_replicas", keep_replica_keys)
