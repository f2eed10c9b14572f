"""What a preflight reads of an account, because moto lacks it; imported by server.py.

| call | what is emulated | page |
| --- | --- | --- |
| servicequotas GetAWSDefaultServiceQuota | AWS's defaults of the quotas that a preflight compares: 5 Elastic IP addresses, 5 standard vCPUs, 1,000 concurrent Lambda executions | Amazon VPC User Guide, "Quotas"; EC2 User Guide, "Amazon EC2 service quotas"; Lambda Developer Guide, "Lambda quotas" |
| rds DescribeSourceRegions | all other regions of the account, except those that must be enabled first, support the replication of automated backups | RDS API Reference, DescribeSourceRegions |
| cloudwatch GetMetricData | a SEARCH for the metrics with exactly the named dimensions, each named property equal to its value; one result a metric | CloudWatch User Guide, "CloudWatch search expression syntax" |
| rds DescribePendingMaintenanceActions | no maintenance is pending | RDS API Reference, DescribePendingMaintenanceActions |
"""

import json
import re

from moto.cloudwatch.models import CloudWatchBackend
from moto.core.responses import ActionResult
from moto.rds.responses import RDSResponse
from moto.servicequotas.exceptions import NoSuchResource
from moto.servicequotas.responses import ServiceQuotasResponse

DEFAULTS = {("ec2", "L-0263D0A3"): 5.0, ("ec2", "L-1216C47A"): 5.0, ("lambda", "L-B99A9384"): 1000.0}
SOURCE_REGIONS = ("eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "us-east-1", "us-east-2", "us-west-1", "us-west-2")


def get_aws_default_service_quota(self):
    params = json.loads(self.body)
    service, code = params["ServiceCode"], params["QuotaCode"]
    if (service, code) not in DEFAULTS:
        raise NoSuchResource
    return json.dumps({"Quota": {"ServiceCode": service, "QuotaCode": code, "Value": DEFAULTS[service, code]}})


def describe_source_regions(self):
    regions = [
        {"RegionName": name, "Status": "available", "SupportsDBInstanceAutomatedBackupsReplication": True}
        for name in SOURCE_REGIONS
        if name != self.region
    ]
    return ActionResult({"SourceRegions": regions})


SEARCH = re.compile(r"SEARCH\('\{([^,]+),([^}]*)\} (.*)', '(\w+)', (\d+)\)")
_get_metric_data = CloudWatchBackend.get_metric_data


def found_metrics(backend, namespace, names, terms):
    """Name and dimensions of each metric that a search finds, once."""
    found = {}
    for metric in backend.get_all_metrics():
        dimensions = {dimension.name: dimension.value for dimension in metric.dimensions}
        properties = {"MetricName": metric.name, **dimensions}
        if metric.namespace == namespace and sorted(dimensions) == sorted(names):
            if all(properties.get(key) == value for key, value in terms.items()):
                found[metric.name, tuple(sorted(dimensions.items()))] = dimensions
    return [(name, dimensions) for (name, _), dimensions in found.items()]


def get_metric_data(self, queries, *args, **kwargs):
    expanded = []
    for query in queries:
        search = SEARCH.fullmatch(query.get("Expression", ""))
        if search is None:
            expanded.append(query)
            continue
        namespace, names, terms, stat, period = search.groups()
        for name, dimensions in found_metrics(self, namespace, names.split(","), dict(re.findall(r'(\w+)="([^"]*)"', terms))):
            metric = {
                "Namespace": namespace,
                "MetricName": name,
                "Dimensions": [{"Name": key, "Value": value} for key, value in dimensions.items()],
            }
            expanded.append({"Id": query["Id"], "MetricStat": {"Metric": metric, "Period": period, "Stat": stat}})
    return _get_metric_data(self, expanded, *args, **kwargs)


CloudWatchBackend.get_metric_data = get_metric_data
ServiceQuotasResponse.get_aws_default_service_quota = get_aws_default_service_quota
RDSResponse.describe_source_regions = describe_source_regions
RDSResponse.describe_pending_maintenance_actions = lambda _: ActionResult({"PendingMaintenanceActions": []})
