"""Completes what the local AWS lacks for services of Fargate tasks; imported by server.py.

| call | what is emulated | page |
| --- | --- | --- |
| ecs CreateService, UpdateService | keep the deployment configuration, the health check's grace period, ECS-managed tags, execute-command and zone rebalancing | Amazon ECS API Reference, Service |
| ecs DescribeServices | one more task of each service runs at each call, up to the desired number, if the region's registry has every image of the task definition by its digest; otherwise none starts | Amazon ECS Developer Guide, "CannotPullContainer task errors in Amazon ECS" |
| ecr PutImage | the image arrives in the other regions as the registry's replication configuration says, and is not replicated again from there | Amazon ECR User Guide, "Private image replication in Amazon ECR" |
| application-autoscaling TagResource, UntagResource, ListTagsForResource | a target's tags, also those of its registration | Application Auto Scaling API Reference, ListTagsForResource |
| application-autoscaling RegisterScalableTarget | a minimum above the number of tasks raises that number | Application Auto Scaling API Reference, ScalableTarget, MinCapacity |
"""

import json
import re

import aws_constraints
from moto.applicationautoscaling.models import ApplicationAutoscalingBackend
from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse
from moto.ecr.models import ECRBackend, ecr_backends
from moto.ecr.exceptions import ImageAlreadyExistsException
from moto.ecs.models import EC2ContainerServiceBackend
from moto.ecs.responses import EC2ContainerServiceResponse

from provisioning import after

KEPT = {
    "deploymentConfiguration": "deployment_configuration",
    "healthCheckGracePeriodSeconds": "health_check_grace_period_seconds",
    "enableECSManagedTags": "enable_ecs_managed_tags",
    "enableExecuteCommand": "enable_execute_command",
    "availabilityZoneRebalancing": "availability_zone_rebalancing",
}
IMAGE = re.compile(r"^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com/(.+)@(sha256:[0-9a-f]{64})$")


def keep_settings(_, response):
    name = response._get_param("serviceName") or response._get_param("service")
    cluster = response._get_param("cluster", "default")
    service = response.ecs_backend._get_service(cluster, name.split("/")[-1])
    for sent, attribute in KEPT.items():
        value = response._get_param(sent)
        if value is not None:
            setattr(service, attribute, value)


def has_image(backend, image):
    found = IMAGE.match(image)
    if not found:
        return False
    account, region, name, digest = found.groups()
    repository = ecr_backends[account][region].repositories.get(name)
    return repository is not None and any(image.get_image_digest() == digest for image in repository.images)


_describe_services = EC2ContainerServiceBackend.describe_services


def describe_services(self, cluster_str, service_names_or_arns):
    services, failures = _describe_services(self, cluster_str, service_names_or_arns)
    for service in services:
        definition = self.describe_task_definition(service.task_definition)
        images = [container["image"] for container in definition.container_definitions]
        if service.running_count > service.desired_count:
            service.running_count = service.desired_count
        elif service.running_count < service.desired_count and all(has_image(self, image) for image in images):
            service.running_count += 1
        service.pending_count = service.desired_count - service.running_count
    return services, failures


_update_service = EC2ContainerServiceBackend.update_service


def update_service(self, service_properties):
    service = self._get_service(service_properties.get("cluster", "default"), service_properties["service"].split("/")[-1])
    running = service.running_count
    result = _update_service(self, service_properties)
    # The tasks start later.
    result.running_count = running
    return result


EC2ContainerServiceBackend.describe_services = describe_services
EC2ContainerServiceBackend.update_service = update_service
after(EC2ContainerServiceResponse, "create_service", keep_settings)
after(EC2ContainerServiceResponse, "update_service", keep_settings)


_put_image = ECRBackend.put_image


def put_image(self, repository_name, *args, **kwargs):
    image = _put_image(self, repository_name, *args, **kwargs)
    for rule in self.replication_config["rules"]:
        prefixes = [each["filter"] for each in rule.get("repositoryFilters", [])]
        if prefixes and not any(repository_name.startswith(prefix) for prefix in prefixes):
            continue
        for destination in rule["destinations"]:
            other = ecr_backends[destination["registryId"]][destination["region"]]
            try:
                _put_image(other, repository_name, *args, **kwargs)
            except ImageAlreadyExistsException:
                pass
    return image


ECRBackend.put_image = put_image


def raise_to_minimum(target, backend, namespace, *args, **kwargs):
    if namespace != "ecs":
        return
    _, cluster, name = target.resource_id.split("/")
    service = backend.ecs_backend._get_service(cluster, name)
    service.desired_count = max(service.desired_count, target.min_capacity)


after(ApplicationAutoscalingBackend, "register_scalable_target", raise_to_minimum)


tags = {}  # ARN of a scalable target -> its tags


def keep_tags(answer, response):
    tags.setdefault(json.loads(answer)["ScalableTargetARN"], {}).update(response._get_param("Tags") or {})


def tag_resource(response):
    tags.setdefault(response._get_param("ResourceARN"), {}).update(response._get_param("Tags"))
    return "{}"


def untag_resource(response):
    for key in response._get_param("TagKeys"):
        tags.get(response._get_param("ResourceARN"), {}).pop(key, None)
    return "{}"


def list_tags_for_resource(response):
    return json.dumps({"Tags": tags.get(response._get_param("ResourceARN"), {})})


# The pattern of a scaling policy's name: a class of characters outside brackets, which the local AWS does not translate.
aws_constraints._patterns[r"\p{Print}+"] = re.compile(r"[\x20-\x7e]+")
ApplicationAutoScalingResponse.tag_resource = tag_resource
ApplicationAutoScalingResponse.untag_resource = untag_resource
ApplicationAutoScalingResponse.list_tags_for_resource = list_tags_for_resource
after(ApplicationAutoScalingResponse, "register_scalable_target", keep_tags)
