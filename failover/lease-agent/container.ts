/**
 * Capabilities of a container by default (Amazon ECS API Reference, KernelCapabilities) without KILL, by which the agent ends the
 * processes of other users.
 */
const CAPABILITIES_WITHOUT_KILL = [
  "AUDIT_WRITE",
  "CHOWN",
  "DAC_OVERRIDE",
  "FOWNER",
  "FSETID",
  "MKNOD",
  "NET_BIND_SERVICE",
  "NET_RAW",
  "SETFCAP",
  "SETGID",
  "SETPCAP",
  "SETUID",
  "SYS_CHROOT",
];

/** The lease agent as a container of a task, from the image that Dockerfile describes. */
export const LEASE_AGENT_CONTAINER = {
  name: "lease-agent",
  /** Exits with 0 once the path to the database may be open, and as long as the agent enforces the lease. */
  healthCommand: ["CMD", "python3", "/opt/redoubt/task.py", "healthy"],
  /** Where the agent enforces the lease: it ends the task this much before the lease ends, as on instances (install.ts). */
  environment: { LEASE_ENFORCEMENT: "task", LEASE_MARGIN_SECONDS: "5" },
  capabilitiesDropped: CAPABILITIES_WITHOUT_KILL,
};
