import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { LeaseCluster } from "../../../../../drill/testbed/lease/lease-cluster";
import { Network } from "../../../../../drill/testbed/network/network";
import { freePort } from "../../../../../drill/testbed/processes/free-port";
import { leaseAgentEnvironment, leaseAgentProgram } from "../../../../../drill/testbed/region/lease-agent";
import { DEFAULT_SETTINGS } from "../../../../../drill/testbed/settings";
import { encodeLease } from "../../../../../failover/protocol/lease-item";
import { leaseOf } from "../../../../support/leases";

const east = "us-east-1";
const lease = leaseOf(east);

describe("lease agent stand-in", () => {
  it("permits writes and opens the path while its region holds the lease, renews it, and closes once another region does", async () => {
    const network = new Network(1, { delayMilliseconds: 0, breakProbability: 0 });
    const cluster = await LeaseCluster.start(network, 1);
    const store = cluster.from("us-west-1");
    const held = JSON.stringify(encodeLease(lease));
    await store.replace("lease", null, held);
    const port = await freePort();
    const folder = mkdtempSync(join(tmpdir(), "redoubt-test-"));
    const closed = join(folder, "closed");
    writeFileSync(closed, "");
    const program = leaseAgentProgram("instances", "python3-that-is-not-there");
    const agent = spawn(program.file, program.arguments, {
      stdio: "ignore",
      env: {
        ...process.env,
        ...leaseAgentEnvironment(cluster.portsFrom(east), "127.0.0.1", DEFAULT_SETTINGS.lease),
        REGION: east,
        LEASE_PORT: String(port),
        LEASE_RENEW_SECONDS: "0.05",
        PATH_CLOSED_FILE: closed,
      },
    });
    const waitForStatus = async (status: number) => {
      for (;;) {
        const answer = await fetch(`http://127.0.0.1:${port}/writable`).catch(() => null);
        const body = await answer?.json();
        if (answer?.status === status) return body;
        await sleep(20);
      }
    };
    expect(await waitForStatus(200)).to.deep.equal({ writable: true, region: east, epoch: 1 });
    while (existsSync(closed)) await sleep(20);
    while ((await store.read(`renewal#${east}`)) === null) await sleep(20);
    await store.replace(
      "lease",
      held,
      JSON.stringify(encodeLease(leaseOf("us-west-1", { epoch: 2, lastWriter: east }))),
    );
    expect(await waitForStatus(503)).to.include({ writable: false, epoch: 2 });
    while (!existsSync(closed)) await sleep(20);
    rmSync(folder, { recursive: true });
    agent.kill("SIGTERM");
    expect((await once(agent, "exit"))[0]).to.equal(0);
    cluster.close();
    network.close();
  });
});
