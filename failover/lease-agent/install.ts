import { readFileSync } from "node:fs";
import { join } from "node:path";

const UNIT = `[Unit]
Description=Redoubt's lease agent
After=network-online.target
Wants=network-online.target

[Service]
EnvironmentFile=/etc/redoubt/environment
ExecStart=/usr/bin/python3 /opt/redoubt/lease-agent.py
DynamicUser=yes
Restart=always
RestartSec=1

[Install]
WantedBy=multi-user.target
`;

/**
 * The part of an instance's user data that installs and starts the lease agent (shell, about 8 KB of the 16 that user data
 * may have). It reads /etc/redoubt/environment, and answers http://127.0.0.1:8081/writable with 200 or 503.
 */
export function installLeaseAgent(): string {
  const agent = readFileSync(join(__dirname, "agent.py"), "utf8");
  return [
    "install -d /opt/redoubt",
    "cat > /opt/redoubt/lease-agent.py <<'LEASE_AGENT'",
    `${agent}LEASE_AGENT`,
    "cat > /etc/systemd/system/redoubt-lease-agent.service <<'UNIT'",
    `${UNIT}UNIT`,
    "systemctl daemon-reload",
    "systemctl enable --now redoubt-lease-agent",
    "",
  ].join("\n");
}
