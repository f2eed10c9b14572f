"""What S3 refuses and delays around Multi-Region Access Points, which moto does not; imported by server.py.

| call | what is emulated | page |
| --- | --- | --- |
| s3 DeleteBucket | refused for a bucket that is part of an access point, also while that is being deleted | Amazon S3 User Guide, "Rules for choosing buckets for Amazon S3 Multi-Region Access Points" |
| s3control CreateMultiRegionAccessPoint | refused for a bucket that does not exist, and for two buckets of one region | the same page |
| s3control DeleteMultiRegionAccessPoint | asynchronous: the access point is DELETING, and the operation is in progress, for two calls that read either | Amazon S3 API Reference, DeleteMultiRegionAccessPoint, DescribeMultiRegionAccessPointOperation |

S3 documents no code for the refused deletion of a bucket; here it is BucketInUse.
"""

from moto.s3.exceptions import S3ClientError
from moto.s3.models import S3Backend, s3_backends
from moto.s3control.exceptions import InvalidRequestException
from moto.s3control.models import S3ControlBackend, s3control_backends

READS = 2
_create = S3ControlBackend.create_multi_region_access_point
_delete = S3ControlBackend.delete_multi_region_access_point
_describe = S3ControlBackend.describe_multi_region_access_point_operation
_get = S3ControlBackend.get_multi_region_access_point
_delete_bucket = S3Backend.delete_bucket


class BucketInUse(S3ClientError):
    code = 409

    def __init__(self, bucket, point):
        super().__init__("BucketInUse", f"The bucket {bucket} is part of the Multi-Region Access Point {point}. Delete that first.")


def points_of(account):
    return s3control_backends[account]["aws"].multi_region_access_points[account]


def create(self, account_id, name, public_access_block, regions, region_name):
    buckets = s3_backends[account_id]["aws"].buckets
    names = [region.get("Bucket", "") for region in regions]
    missing = [bucket for bucket in names if bucket not in buckets]
    if missing:
        raise InvalidRequestException(f"The bucket {missing[0]} does not exist")
    if len({buckets[bucket].region_name for bucket in names}) < len(names):
        raise InvalidRequestException("A Multi-Region Access Point has one bucket in each of its Regions")
    return _create(self, account_id, name, public_access_block, regions, region_name)


def delete(self, account_id, name, region_name):
    point = _get(self, account_id, name)
    operation = _delete(self, account_id, name, region_name)
    # It exists until its deletion has been read often enough.
    self.multi_region_access_points[account_id][name] = point
    point.status, point.local_reads = "DELETING", READS
    operation.request_status, operation.local_point = "INPROGRESS", point
    point.local_operation = operation
    return operation


def read(self, account_id, point):
    if getattr(point, "status", "") != "DELETING":
        return
    point.local_reads -= 1
    if point.local_reads < 0:
        self.multi_region_access_points[account_id].pop(point.name, None)
        point.local_operation.request_status = "SUCCEEDED"


def describe(self, account_id, request_token_arn):
    operation = _describe(self, account_id, request_token_arn)
    if operation.request_status == "INPROGRESS":
        read(self, account_id, operation.local_point)
    return operation


def get(self, account_id, name):
    point = _get(self, account_id, name)
    read(self, account_id, point)
    return _get(self, account_id, name)


def delete_bucket(self, bucket_name):
    for point in points_of(self.account_id).values():
        if any(region.get("Bucket") == bucket_name for region in point.regions):
            raise BucketInUse(bucket_name, point.name)
    return _delete_bucket(self, bucket_name)


S3ControlBackend.create_multi_region_access_point = create
S3ControlBackend.delete_multi_region_access_point = delete
S3ControlBackend.describe_multi_region_access_point_operation = describe
S3ControlBackend.get_multi_region_access_point = get
S3Backend.delete_bucket = delete_bucket
