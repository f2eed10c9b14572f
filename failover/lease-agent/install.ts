import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync, strToU8 } from "fflate";

const AGENT_PATH = "/opt/redoubt/lease-agent.py";
/** The agent's modules by their path on the instance. Python imports the others from beside the first. */
const MODULES: Readonly<Record<string, string>> = {
  [AGENT_PATH]: "agent.py",
  "/opt/redoubt/aws_requests.py": "aws_requests.py",
  "/opt/redoubt/database_path.py": "database_path.py",
};

const USER = "redoubt-lease";
const USER_FILE = "/etc/sysusers.d/redoubt.conf";

/**
 * The agent's service. The path to the database is closed before the agent starts and after it ends for any reason. The watchdog
 * kills an agent that no longer checks the path; LEASE_MARGIN_SECONDS covers the watchdog's time and the time to close. Without a limit of
 * starts: systemd gives up after five within ten seconds by default, and the path would stay closed.
 * The directory of the socket stays, because containers mount it. It has a user of its own for that: systemd hides a directory of a dynamic
 * user that stays (systemd.exec(5), DynamicUser=).
 */
const SERVICE = `[Unit]
Description=Redoubt lease agent
After=network-online.target
Wants=network-online.target
StartLimitIntervalSec=0

[Service]
Type=notify
NotifyAccess=main
Environment=LEASE_MARGIN_SECONDS=5
Environment=LEASE_SOCKET=/run/redoubt/lease.sock
EnvironmentFile=/etc/redoubt/environment
ExecStartPre=+/usr/bin/python3 ${AGENT_PATH} close
ExecStart=/usr/bin/python3 ${AGENT_PATH}
ExecStopPost=+/usr/bin/python3 ${AGENT_PATH} close
User=${USER}
AmbientCapabilities=CAP_NET_ADMIN
CapabilityBoundingSet=CAP_NET_ADMIN
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
RuntimeDirectory=redoubt
RuntimeDirectoryMode=0755
RuntimeDirectoryPreserve=yes
WatchdogSec=3
WatchdogSignal=SIGKILL
TimeoutStartSec=10
Restart=always
RestartSec=1

[Install]
WantedBy=multi-user.target
`;

/** Closes the path at boot, before any network interface is up and so before any application can connect. */
const CLOSED_AT_BOOT = `[Unit]
Description=Close the path to the database until the lease agent runs
DefaultDependencies=no
After=local-fs.target
Before=network-pre.target
Wants=network-pre.target

[Service]
Type=oneshot
EnvironmentFile=/etc/redoubt/environment
ExecStart=/usr/bin/python3 ${AGENT_PATH} close

[Install]
WantedBy=multi-user.target
`;

/** Keeps systemd-networkd from removing the agent's routes. */
const KEEP_ROUTES = `[Network]
ManageForeignRoutes=no
`;

const FILES: Readonly<Record<string, string>> = {
  [USER_FILE]: `u ${USER} - "Redoubt lease agent"\n`,
  "/etc/systemd/system/redoubt-lease-agent.service": SERVICE,
  "/etc/systemd/system/redoubt-path-closed.service": CLOSED_AT_BOOT,
  "/etc/systemd/networkd.conf.d/redoubt.conf": KEEP_ROUTES,
};

/**
 * The part of an instance's user data that installs and starts the lease agent (shell, about 10 KB of the 16 KB that EC2 allows).
 * The agent reads /etc/redoubt/environment, holds the path to the database to the lease, and answers
 * http://127.0.0.1:8081/writable and the Unix socket /run/redoubt/lease.sock with 200 or 503.
 */
export function installLeaseAgent(): string {
  return [
    "install -d /opt/redoubt /etc/systemd/networkd.conf.d /etc/sysusers.d",
    ...Object.entries(MODULES).flatMap(([path, file]) => [
      `base64 -d <<'LEASE_AGENT' | gunzip > ${path}`,
      ...compressed(file),
      "LEASE_AGENT",
    ]),
    ...Object.entries(FILES).flatMap(([path, text]) => [`cat > ${path} <<'FILE'`, `${text}FILE`]),
    `systemd-sysusers ${USER_FILE}`,
    "systemctl daemon-reload",
    "systemctl try-restart systemd-networkd",
    "systemctl enable redoubt-path-closed",
    "systemctl enable --now redoubt-lease-agent",
    "",
  ].join("\n");
}

/**
 * Lines of a module, compressed and encoded. The library is in JavaScript, because zlib's output differs between versions of Node.js, and
 * a changed launch template replaces instances.
 */
function compressed(file: string): readonly string[] {
  const text = readFileSync(join(__dirname, file), "utf8");
  const encoded = Buffer.from(gzipSync(strToU8(text), { level: 9, mtime: 0 })).toString("base64");
  return encoded.match(/.{1,120}/g) ?? [];
}
