"""Policies of buckets that deny requests without TLS, which moto applies to every request because it reads no conditions.

A request to the local AWS stands for one over TLS (IAM User Guide, "aws:SecureTransport").
"""

import json

from moto.s3.models import FakeBucket

_get_permission = FakeBucket.get_permission


def is_for_plain_text(statement):
    return statement.get("Condition") == {"Bool": {"aws:SecureTransport": "false"}}


def get_permission(self, action, resource):
    if self.policy is None:
        return _get_permission(self, action, resource)
    document = json.loads(self.policy)
    document["Statement"] = [one for one in document["Statement"] if not is_for_plain_text(one)]
    policy, self.policy = self.policy, json.dumps(document).encode()
    try:
        return _get_permission(self, action, resource)
    finally:
        self.policy = policy


FakeBucket.get_permission = get_permission
