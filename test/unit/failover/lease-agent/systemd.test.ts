import { expect } from "chai";
import { defaultUserData } from "../../../../components/compute/user-data";
import { installLeaseAgent } from "../../../../failover/lease-agent/install";
import { OwnSystemd } from "./own-systemd";
import { AGENT_SETTINGS } from "./python";

const DATABASE = "10.9.9.0/24";
const AGENT = "redoubt-lease-agent";
const ENVIRONMENT = {
  ...AGENT_SETTINGS,
  TIER: "web",
  // The service's margin is 5 s.
  LEASE_SECONDS: "20",
  DATABASE_CIDRS: DATABASE,
  AWS_ENDPOINT_URL_DYNAMODB: "http://127.0.0.1:8000/",
};

/** As much of DynamoDB as the agent calls: the lease is in a file. */
const TABLE = `
from http.server import BaseHTTPRequestHandler, HTTPServer
class Table(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        body = open("/mnt/lease.json", "rb").read() if self.headers["x-amz-target"].endswith(".GetItem") else b"{}"
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *_): pass
HTTPServer(("127.0.0.1", 8000), Table).serve_forever()
`;

/** Calls the agent's socket as an application without privileges. */
const CALL = `setpriv --reuid=65534 --regid=65534 --clear-groups /usr/bin/python3 -c '
import socket
client = socket.socket(socket.AF_UNIX)
client.connect("/run/redoubt/lease.sock")
client.sendall(b"GET /writable HTTP/1.1\\r\\n\\r\\n")
print(client.recv(1000).decode())
'`;

/** Prints the status and the body of a response. */
const GET = `/usr/bin/python3 -c '
import sys
from urllib.error import HTTPError
from urllib.request import urlopen
try: answer = urlopen(sys.argv[1], timeout=5)
except HTTPError as error: answer = error
print(answer.status, answer.read().decode())
'`;

/** Takes a port as soon as nobody has it. */
const PORT = `
import socket, sys, time
server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
while True:
    try:
        server.bind(("", int(sys.argv[1])))
        break
    except OSError: time.sleep(0.05)
server.listen()
while True: time.sleep(60)
`;

describe("the lease agent as a service of systemd", function () {
  this.timeout(120_000);
  const systemd = new OwnSystemd();

  const lease = (active: string, lastWriter: string) =>
    systemd.write(
      "lease.json",
      JSON.stringify({
        Item: {
          pk: { S: "lease" },
          active: { S: active },
          lastWriter: { S: lastWriter },
          epoch: { N: "7" },
          writes: { S: "open" },
        },
      }),
    );
  const closed = () => systemd.run("ip -4 route show type unreachable").includes(DATABASE);
  const agent = (name: string) => systemd.property(AGENT, name);
  const isActive = () => agent("ActiveState") === "active";

  before(async function () {
    const reason = OwnSystemd.unavailable();
    if (reason !== undefined) {
      process.stdout.write(`      skipped: ${reason}\n`);
      this.skip();
    }
    lease("east", "east");
    systemd.write("table.py", TABLE);
    systemd.write("port.py", PORT);
    await systemd.start({
      "table.service": "[Service]\nExecStart=/usr/bin/python3 /mnt/table.py\nRestart=always\n",
      "port@.service": "[Service]\nExecStart=/usr/bin/python3 /mnt/port.py %i\n",
    });
    systemd.systemctl("start", "table");
    const lines = Object.entries(ENVIRONMENT).map(([name, value]) => `${name}=${value}`);
    systemd.run(`cat > /etc/redoubt/environment <<'ENVIRONMENT'\n${lines.join("\n")}\nENVIRONMENT`);
    systemd.run(installLeaseAgent());
    systemd.run(defaultUserData());
  });
  after(() => systemd.stop());

  beforeEach(async () => {
    lease("east", "east");
    await systemd.until(() => isActive() && !closed());
  });

  it("runs with no capability but that of the network, and opens the path of the active region", () => {
    const status = systemd.run(`cat /proc/${agent("MainPID")}/status`);
    // CAP_NET_ADMIN is bit 12 (capabilities(7)).
    expect(status).to.match(/^CapEff:\t0000000000001000$/m);
    expect(status).to.match(/^CapBnd:\t0000000000001000$/m);
    expect(status).to.match(/^NoNewPrivs:\t1$/m);
    expect(status).to.not.match(/^Uid:\t0\b/m);
  });

  it("closes the path when the region is not active any more, and opens it again", async () => {
    lease("west", "east");
    await systemd.until(closed);
    lease("east", "east");
    await systemd.until(() => !closed());
  });

  it("answers every user on its socket, in a directory that stays when it is restarted, since containers mount it", async () => {
    const directory = () => systemd.run("stat --format=%i /run/redoubt/");
    const before = directory();
    for (const action of ["kill --signal=KILL", "restart"]) {
      systemd.systemctl(...action.split(" "), AGENT);
      await systemd.until(() => systemd.run(CALL).includes("200 OK"));
      expect(directory()).to.equal(before);
    }
  });

  it("is called by the default service of an instance", async () => {
    const get = (path: string) => systemd.run(`${GET} http://127.0.0.1:8080${path}`);
    await systemd.until(() => get("/healthz") === "200 ok");
    expect(get("/")).to.equal("200 redoubt: web in east");
    expect(get("/writable")).to.match(/^200 .*"writable": true/);
    lease("west", "east");
    await systemd.until(() => /^503 .*"writable": false/.test(get("/writable")));
  });

  it("is killed while it hangs, which closes the path, and is started again", async () => {
    const [before, restarts] = [agent("MainPID"), Number(agent("NRestarts"))];
    systemd.run(`kill -STOP ${before}`);
    // Nothing but the end of the agent can close the path now.
    lease("west", "east");
    await systemd.until(closed);
    await systemd.until(isActive);
    expect(agent("MainPID")).to.not.equal(before);
    expect(Number(agent("NRestarts"))).to.be.greaterThan(restarts);
  });

  it("is started until it can run, however often it fails before, and the path stays closed meanwhile", async () => {
    systemd.systemctl("start", "port@8081");
    systemd.systemctl("kill", "--signal=KILL", AGENT);
    await systemd.until(closed);
    const restarts = Number(agent("NRestarts"));
    await systemd.until(() => Number(agent("NRestarts")) > restarts + 8 || agent("ActiveState") === "failed");
    expect(agent("ActiveState")).to.not.equal("failed");
    expect(closed()).to.equal(true);
    systemd.systemctl("stop", "port@8081");
    await systemd.until(() => !closed());
    expect(isActive()).to.equal(true);
  });

  it("does not end the default service for good when it fails", async () => {
    const service = (name: string) => systemd.property("redoubt-serve", name);
    systemd.systemctl("start", "port@8080");
    systemd.systemctl("kill", "--signal=KILL", "redoubt-serve");
    await systemd.until(() => Number(service("NRestarts")) > 6 || service("ActiveState") === "failed");
    expect(service("ActiveState")).to.not.equal("failed");
    systemd.systemctl("stop", "port@8080");
    await systemd.until(() => systemd.run(`${GET} http://127.0.0.1:8080/healthz`) === "200 ok");
  });

  it("has the path closed at boot, and while it is stopped", () => {
    for (const unit of ["redoubt-path-closed", AGENT]) {
      expect(systemd.systemctl("is-enabled", unit)).to.equal("enabled");
    }
    systemd.systemctl("stop", AGENT);
    expect(closed()).to.equal(true);
    // As after a boot, which has no routes of before.
    systemd.run(`ip route del unreachable ${DATABASE}`);
    systemd.systemctl("start", "redoubt-path-closed");
    expect(closed()).to.equal(true);
  });
});
