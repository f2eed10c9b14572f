"""Repeats replies that were lost between the local AWS and a client; imported by server.py.

On a busy machine connections break occasionally. The client's SDK then retries, and a second attempt of a completed call would be
refused: a revoked rule no longer exists. Both attempts carry the same `amz-sdk-invocation-id` (AWS SDKs and Tools Reference Guide,
"Retry behavior"), so the second one receives the reply to the first. AWS loses replies far less often.

A request is read to its end before it is answered: Go sends the body after the headers, and a client whose connection closes in between
loses the reply.
"""

import threading
from collections import OrderedDict
from concurrent.futures import Future
from io import BytesIO

import moto.server

#: Larger than the number of concurrent requests of all clients.
KEPT = 1000

_base = moto.server.DomainDispatcherApplication
_lock = threading.Lock()
_replies = OrderedDict()  # invocation id -> the future reply


class Remembering(_base):
    def __call__(self, environ, start_response):
        length = int(environ.get("CONTENT_LENGTH") or 0)
        environ["wsgi.input"] = BytesIO(environ["wsgi.input"].read(length)) if length else environ["wsgi.input"]
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
        response = {}

        def start(status, headers, exc_info=None):
            response.update(status=status, headers=headers)

        try:
            body = b"".join(super().__call__(environ, start))
        except BaseException as error:
            reply.set_exception(error)
            raise
        finally:
            # A failed call is executed again.
            if not response.get("status", "").startswith("2"):
                with _lock:
                    _replies.pop(invocation, None)
        reply.set_result((response["status"], response["headers"], body))
        return reply.result()


moto.server.DomainDispatcherApplication = Remembering
