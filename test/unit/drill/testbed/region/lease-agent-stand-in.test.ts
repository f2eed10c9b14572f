import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { LeaseCluster } from "../../../../../drill/testbed/lease/lease-cluster";
import { Network } from "../../../../../drill/testbed/network/network";
import { freePort } from "../../../../../drill/testbed/processes/free-port";
import { leaseAgentEnvironment, leaseAgentProgram } from "../../../../../drill/testbed/region/lease-agent";
import { encodeLease } from "../../../../../failover/protocol/lease-item";
import { leaseOf } from "../../../../support/leases";

const east = "us-east-1";
const lease = leaseOf(east);

describe("lease agent stand-in", () => {
  it("permits writes while its region holds the lease, renews the lease, and refuses once another region holds it", async () => {
    const network = new Network(1, { delayMilliseconds: 0, breakProbability: 0 });
    const cluster = await LeaseCluster.start(network, 1);
    const store = cluster.from("us-west-1");
    const held = JSON.stringify(encodeLease(lease));
    await store.replace("lease", null, held);
    const port = await freePort();
    const program = leaseAgentProgram("python3-that-is-not-there");
    const agent = spawn(program.file, program.arguments, {
      stdio: "ignore",
      env: {
        ...process.env,
        ...leaseAgentEnvironment(cluster.portsFrom(east)),
        REGION: east,
        LEASE_PORT: String(port),
        LEASE_RENEW_SECONDS: "0.05",
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
    expect(await waitForStatus(200)).to.deep.equal({ writable: true, region: east, epoch: "1" });
    while ((await store.read(`renewal#${east}`)) === null) await sleep(20);
    await store.replace("lease", held, JSON.stringify(encodeLease(leaseOf("us-west-1", { epoch: 2 }))));
    expect(await waitForStatus(503)).to.include({ writable: false, epoch: "2" });
    agent.kill("SIGTERM");
    expect((await once(agent, "exit"))[0]).to.equal(0);
    cluster.close();
    network.close();
  });
});
