import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect } from "chai";

const FOLDER = join(__dirname, "../../../../failover/lease-agent");

/**
 * Two network namespaces joined by a pair of interfaces: an application host, and a router behind which the "database" answers a
 * commit after the request to close. The database is in a subnet of its own, as in a VPC.
 */
const HOSTS = `
set -e
ip link set lo up
unshare -n sleep 60 & database=$!
trap 'kill $database' EXIT
until [ "$(readlink /proc/$database/ns/net)" != "$(readlink /proc/self/ns/net)" ]; do :; done
ip link add dev app type veth peer name db netns $database
ip addr add 10.9.1.2/24 dev app; ip link set app up
inside() { nsenter -t $database -n "$@"; }
inside ip link set lo up
inside ip addr add 10.9.1.1/24 dev db; inside ip link set db up
inside ip addr add 10.9.9.9/32 dev lo
ip route add default via 10.9.1.1
`;

/** Commits that the database holds back until a datagram arrives on its port 5433 from its own host. */
const DATABASE = `
import socket, sys
server = socket.create_server(("10.9.9.9", 5432))
release = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); release.bind(sys.argv[1])
print("listening", flush=True)
connection, _ = server.accept()
connection.recv(100)
print("received", flush=True)
release.recv(1)
try: connection.sendall(b"committed")
except OSError: pass
release.recv(1)
`;

const APPLICATION = `
import json, os, socket, subprocess, sys, tempfile
sys.dont_write_bytecode = True; sys.path.insert(0, sys.argv[1])
from agent import Path
os.environ["PATH"] += ":/usr/sbin:/sbin"
channel_path = tempfile.mktemp()
database = subprocess.Popen(["nsenter", "-t", sys.argv[2], "-n", sys.executable, "-c", sys.argv[3], channel_path], stdout=subprocess.PIPE, text=True)
database.stdout.readline()
path = Path("10.9.9.0/24")
result = {}
path.prepare(); path.set(False)
def connect():
    try: return socket.create_connection(("10.9.9.9", 5432), timeout=2)
    except OSError as error: return type(error).__name__
closed = connect()
result["closed"] = closed if isinstance(closed, str) else "connected"
path.set(True)
client = connect()
client.sendall(b"COMMIT")
database.stdout.readline()
path.set(False)
with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel: channel.sendto(b"1", channel_path)
client.settimeout(2)
try: result["answer"] = client.recv(100).decode() or "end"
except OSError as error: result["answer"] = type(error).__name__
result["blocked"] = sorted(path.blocked())
path.set(False)
path.set(True)
result["open"] = sorted(path.blocked())
database.kill()
print(json.dumps(result))
`;

describe("lease agent's path to the database", () => {
  it("holds back the acknowledgement of a commit that is under way when it closes", function () {
    const able = spawnSync("unshare", [
      "-n",
      "sh",
      "-c",
      "ip link add dev one type veth peer name two && ss -K dst 192.0.2.1",
    ]);
    if (able.status !== 0) {
      process.stdout.write("      skipped: network namespaces need root and iproute2\n");
      this.skip();
    }
    const script = `${HOSTS}\npython3 - "$1" $database "$2" <<'PYTHON'\n${APPLICATION}\nPYTHON\n`;
    const { stdout, stderr, status } = spawnSync("unshare", ["-nm", "bash", "-c", script, "bash", FOLDER, DATABASE], {
      encoding: "utf8",
    });
    expect(status, stderr).to.equal(0);
    const result = JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
    expect(result.closed).to.not.equal("connected");
    expect(result.answer).to.not.equal("committed");
    expect(result).to.deep.include({ blocked: ["10.9.9.0/24"], open: [] });
  });

  it("changes nothing where no database subnet is configured", () => {
    const code = `import sys; sys.dont_write_bytecode = True; sys.path.insert(0, sys.argv[1]); import agent
sys.modules["database_path"].command = None
path = agent.Path(""); path.prepare(); path.set(False); path.set(True)`;
    expect(spawnSync("python3", ["-c", code, FOLDER]).status).to.equal(0);
  });
});
