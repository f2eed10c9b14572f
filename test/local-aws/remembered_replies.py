"""Replies that got lost between the local AWS and a client, told again; imported by server.py.

On a busy machine a connection breaks now and then. The client's SDK then asks once more, and what the first attempt has done
already would be refused: a rule that is revoked is no longer there. Both attempts carry the same `amz-sdk-invocation-id`
(AWS SDKs and Tools Reference Guide, "Retry behavior"); the second is given what the first was. AWS loses no replies so often.
"""

import threading
from collections import OrderedDict
from concurrent.futures import Future

import moto.server

#: More than all clients together can have under way.
KEPT = 1000

_base = moto.server.DomainDispatcherApplication
_lock = threading.Lock()
_replies = OrderedDict()  # invocation id -> the reply to come


class Remembering(_base):
    def __call__(self, environ, start_response):
        invocation = environ.get("HTTP_AMZ_SDK_INVOCATION_ID")
        if invocation is None:
            return super().__call__(environ, start_response)
        with _lock:
            first = invocation not in _replies
            reply = _replies.setdefault(invocation, Future())
            while len(_replies) > KEPT:
                _replies.popitem(last=False)
        status, headers, body = self._answer(environ, invocation, reply) if first else reply.result()
        start_response(status, headers)
        return [body]

    def _answer(self, environ, invocation, reply):
        told = {}

        def start(status, headers, exc_info=None):
            told.update(status=status, headers=headers)

        try:
            body = b"".join(super().__call__(environ, start))
        except BaseException as error:
            reply.set_exception(error)
            raise
        finally:
            # What failed is asked anew.
            if not told.get("status", "").startswith("2"):
                with _lock:
                    _replies.pop(invocation, None)
        reply.set_result((told["status"], told["headers"], body))
        return reply.result()


moto.server.DomainDispatcherApplication = Remembering
