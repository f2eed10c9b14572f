# Serves /healthz and /writable on port 8080. Replace it with a script of your own: web.userData, application.userData.
# /etc/redoubt/environment has the names of the region's resources; the lease agent on port 8081 answers whether it may write.
set -eu
install -d /opt/redoubt
cat > /opt/redoubt/serve.py <<'PYTHON'
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
import os
from urllib.error import HTTPError
from urllib.request import urlopen


def writable():
    """The lease agent's answer, unchanged; without one, writes are refused."""
    try:
        with urlopen(f"http://127.0.0.1:{os.environ.get('LEASE_PORT', '8081')}/writable", timeout=1) as answer:
            return 200, answer.read()
    except HTTPError as refusal:
        return refusal.code, refusal.read()
    except OSError as error:
        return 503, f"the lease agent does not answer: {error}\n".encode()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/writable":
            return self.answer(*writable())
        known = {"/healthz": "ok\n", "/": f"redoubt: {os.environ['TIER']} in {os.environ['REGION']}\n"}
        self.answer(200 if self.path in known else 404, known.get(self.path, "not found\n").encode())

    def do_POST(self):
        status, body = writable()
        self.answer(501 if status == 200 else 503, b"this service stores nothing\n" if status == 200 else body)

    do_PUT = do_PATCH = do_DELETE = do_POST

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


ThreadingHTTPServer(("", int(os.environ.get("PORT", "8080"))), Handler).serve_forever()
PYTHON
cat > /etc/systemd/system/redoubt-serve.service <<'UNIT'
[Unit]
Description=Redoubt's default service
After=network-online.target
StartLimitIntervalSec=0

[Service]
EnvironmentFile=/etc/redoubt/environment
ExecStart=/usr/bin/python3 /opt/redoubt/serve.py
DynamicUser=yes
Restart=always
RestartSec=1

[Install]
WantedBy=multi-user.target
UNIT
systemctl daemon-reload
systemctl enable --now redoubt-serve
