import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";

/** The service's own text, as the script writes it to the instance's disk. */
const service =
  /<<'PYTHON'\n([\s\S]*?)\nPYTHON\n/.exec(readFileSync("components/compute/default-user-data.sh", "utf8"))?.[1] ?? "";

describe("default service", () => {
  let agent: Server;
  let answer: { status: number; body: string };
  let process: ChildProcess;
  let url: string;

  before(async () => {
    agent = createServer((_, response) => response.writeHead(answer.status).end(answer.body)).listen(0, "127.0.0.1");
    await once(agent, "listening");
    const spare = createServer().listen(0, "127.0.0.1");
    await once(spare, "listening");
    const { port } = spare.address() as AddressInfo;
    spare.close();
    await once(spare, "close");
    url = `http://127.0.0.1:${port}`;
    const environment = {
      TIER: "web",
      REGION: "us-west-1",
      PORT: String(port),
      LEASE_PORT: String((agent.address() as AddressInfo).port),
    };
    // It says nothing when it is ready: here it says so once it listens.
    const serving =
      'server = ThreadingHTTPServer(("", int(os.environ["PORT"])), Handler)\nprint("ready", flush=True)\nserver.serve_forever()';
    const text = service.replace(/^ThreadingHTTPServer\(.*$/m, serving);
    process = spawn("python3", ["-c", text], {
      env: { ...globalThis.process.env, ...environment },
      stdio: ["ignore", "pipe", "inherit"],
    });
    if (process.stdout) await once(process.stdout, "data");
  });
  after(async () => {
    process.kill();
    await once(process, "exit");
    agent.close();
  });

  it("answers its health check, and tells who it is", async () => {
    const health = await fetch(`${url}/healthz`);
    expect([health.status, await health.text()]).to.deep.equal([200, "ok\n"]);
    expect(await (await fetch(url)).text()).to.equal("redoubt: web in us-west-1\n");
    expect((await fetch(`${url}/other`)).status).to.equal(404);
  });

  it("passes on what the lease agent says, and refuses writes where that is no", async () => {
    answer = { status: 503, body: '{"writable": false}' };
    const refusal = await fetch(`${url}/writable`);
    expect([refusal.status, await refusal.text()]).to.deep.equal([503, answer.body]);
    expect((await fetch(url, { method: "POST" })).status).to.equal(503);
    answer = { status: 200, body: '{"writable": true}' };
    expect((await fetch(`${url}/writable`)).status).to.equal(200);
    expect((await fetch(url, { method: "DELETE" })).status).to.equal(501);
  });
});
