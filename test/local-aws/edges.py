"""Resolves the names of edges for the functions that the local AWS runs, because no CloudFront serves them here.

    POST /local-aws/edges   {"https://example.com": "http://127.0.0.1:8080"}   replaces the servers of all edges

A function's request to an edge goes to the server that the test started for it (invoke.js).
"""

import json

import outages

_edges = {}
_layer = outages.layer


def environment():
    return {"LOCAL_AWS_EDGES": json.dumps(_edges)}


def layer(app):
    inner = _layer(app)

    def serve(environ, start_response):
        if environ["PATH_INFO"] != "/local-aws/edges":
            return inner(environ, start_response)
        length = int(environ.get("CONTENT_LENGTH") or 0)
        _edges.clear()
        _edges.update(json.loads(environ["wsgi.input"].read(length) or b"{}"))
        start_response("204 No Content", [("Content-Length", "0")])
        return [b""]

    return serve


outages.layer = layer
