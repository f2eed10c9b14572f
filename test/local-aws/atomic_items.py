"""Makes conditional writes of items atomic; imported by server.py.

moto checks a condition and then writes, in one thread for each request, so that two writes with the same condition can both succeed. In
DynamoDB one of them fails (DynamoDB Developer Guide, "Condition expressions").
"""

import threading
from functools import wraps

from moto.dynamodb.models import DynamoDBBackend

_lock = threading.RLock()


def _atomic(method):
    @wraps(method)
    def locked(*args, **kwargs):
        with _lock:
            return method(*args, **kwargs)

    return locked


for _name in ("put_item", "update_item", "delete_item", "transact_write_items"):
    setattr(DynamoDBBackend, _name, _atomic(getattr(DynamoDBBackend, _name)))
