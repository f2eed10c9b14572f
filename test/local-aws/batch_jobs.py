"""S3 Batch Operations jobs that replicate existing objects, which moto lacks; imported by server.py.

| call | what is emulated | page |
| --- | --- | --- |
| s3control CreateJob | a job is New; a repeated ClientRequestToken returns the same job; refused without exactly one of a manifest and a generator, or with a priority below 0 | Amazon S3 API Reference, CreateJob |
| s3control CreateJob with S3ReplicateObject | refused for a source bucket without a replication configuration | Amazon S3 User Guide, "Replicating existing objects with Batch Replication" |
| s3control DescribeJob | the job with its progress; NoSuchJob for an unknown one | Amazon S3 API Reference, DescribeJob, JobDescriptor |
| s3control ListJobs | the region's jobs, in pages of MaxResults | Amazon S3 API Reference, ListJobs |
| s3control UpdateJobStatus | cancels a job that has not ended | Amazon S3 API Reference, UpdateJobStatus |

A job passes through New, Preparing and Active to Complete. Each describe call moves it on, and in Active replicates one more object to the
destinations of the source bucket's enabled rules, so that no test waits for a clock. An object that cannot be replicated, because a destination does
not exist, counts as failed, as in JobProgressSummary. A job belongs to the region in which it was created.
"""

from datetime import datetime, timezone
from uuid import uuid4

from moto.core.responses import ActionResult
from moto.s3.models import s3_backends
from moto.s3control import urls
from moto.s3control.responses import S3ControlResponse
from moto.core.exceptions import ServiceException

PAGE = 1000
ENDED = ("Complete", "Cancelled", "Failed")
jobs = {}  # region -> jobs, oldest first


class InvalidRequest(ServiceException):
    code = "InvalidRequest"


class NoSuchJob(ServiceException):
    code = "NoSuchJob"


def bucket_of(account, arn):
    return s3_backends[account]["aws"].buckets.get(arn.split(":")[-1])


def source_of(job):
    return job["generator"]["S3JobManifestGenerator"]["SourceBucket"]


def rules_of(bucket):
    return [rule for rule in (getattr(bucket, "replication", None) or {}).get("Rule", []) if rule["Status"] == "Enabled"]


def create_job(self):
    generator, manifest = self._get_param("ManifestGenerator"), self._get_param("Manifest")
    if (generator is None) == (manifest is None):
        raise InvalidRequest("Specify exactly one of Manifest and ManifestGenerator")
    if int(self._get_param("Priority")) < 0:
        raise InvalidRequest("Priority must not be negative")
    known = jobs.setdefault(self.region, [])
    token = self._get_param("ClientRequestToken")
    job = next((each for each in known if each["token"] == token), None)
    if job is None:
        job = {
            "id": str(uuid4()),
            "account": self.current_account,
            "token": token,
            "generator": generator,
            "description": self._get_param("Description"),
            "role": self._get_param("RoleArn"),
            "status": "New",
            "created": datetime.now(timezone.utc),
            "left": None,
            "succeeded": 0,
            "failed": 0,
        }
        if not rules_of(bucket_of(self.current_account, source_of(job))):
            raise InvalidRequest("The source bucket has no replication configuration")
        known.append(job)
    return ActionResult({"JobId": job["id"]})


def replicate(job, key):
    source = bucket_of(job["account"], source_of(job))
    destinations = [bucket_of(job["account"], rule["Destination"]["Bucket"]) for rule in rules_of(source)]
    if None in destinations:
        job["failed"] += 1
        return
    for bucket in destinations:
        copied = source.keys[key]
        s3_backends[job["account"]]["aws"].put_object(bucket.name, key, copied.value)
    job["succeeded"] += 1


def advance(job):
    if job["status"] == "New":
        job["status"] = "Preparing"
    elif job["status"] == "Preparing":
        job.update(status="Active", left=list(bucket_of(job["account"], source_of(job)).keys.keys()))
        job["total"] = len(job["left"])
    elif job["status"] == "Active" and job["left"]:
        replicate(job, job["left"].pop(0))
    elif job["status"] == "Active":
        job["status"] = "Complete"


def described(job):
    progress = {
        "TotalNumberOfTasks": job.get("total", 0),
        "NumberOfTasksSucceeded": job["succeeded"],
        "NumberOfTasksFailed": job["failed"],
    }
    return {
        "JobId": job["id"],
        "Description": job["description"],
        "Status": job["status"],
        "CreationTime": job["created"],
        "RoleArn": job["role"],
        "ProgressSummary": progress,
    }


def found(response):
    job_id = response._get_param("JobId")
    job = next((each for each in jobs.get(response.region, []) if each["id"] == job_id), None)
    if job is None:
        raise NoSuchJob(f"The specified job does not exist: {job_id}")
    return job


def describe_job(self):
    job = found(self)
    advance(job)
    return ActionResult({"Job": described(job)})


def list_jobs(self):
    start = int(self._get_param("NextToken") or 0)
    end = start + int(self._get_param("MaxResults") or PAGE)
    known = jobs.get(self.region, [])
    page = {"Jobs": [described(job) for job in known[start:end]]}
    return ActionResult({**page, "NextToken": str(end)} if end < len(known) else page)


def update_job_status(self):
    job = found(self)
    if job["status"] in ENDED or self._get_param("RequestedJobStatus") != "Cancelled":
        raise InvalidRequest(f"The job is {job['status']}")
    job["status"] = "Cancelled"
    return ActionResult({"JobId": job["id"], "Status": job["status"]})


for method in (create_job, describe_job, list_jobs, update_job_status):
    setattr(S3ControlResponse, method.__name__, method)
for path in ("/v20180820/jobs", "/v20180820/jobs/<job_id>", "/v20180820/jobs/<job_id>/status"):
    urls.url_paths[path] = S3ControlResponse.dispatch
