# Serves /healthz on port 8080 until a script of your own takes its place (web.userData, application.userData).
# What the region has to offer stands in /etc/redoubt/environment.
set -eu
install -d /opt/redoubt
cat > /opt/redoubt/serve.py <<'PYTHON'
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
import os


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        known = {"/healthz": "ok\n", "/": f"redoubt: {os.environ['TIER']} in {os.environ['REGION']}\n"}
        body = known.get(self.path, "not found\n").encode()
        self.send_response(200 if self.path in known else 404)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


ThreadingHTTPServer(("", 8080), Handler).serve_forever()
PYTHON
cat > /etc/systemd/system/redoubt-serve.service <<'UNIT'
[Unit]
Description=Redoubt's default service
After=network-online.target

[Service]
EnvironmentFile=/etc/redoubt/environment
ExecStart=/usr/bin/python3 /opt/redoubt/serve.py
DynamicUser=yes
Restart=always

[Install]
WantedBy=multi-user.target
UNIT
systemctl daemon-reload
systemctl enable --now redoubt-serve
